/** What tests need of the real world: servers on loopback that start, answer and go away again. */
@NullMarked
package org.hamail.support;

import org.jspecify.annotations.NullMarked;
