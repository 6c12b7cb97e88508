/** Tests of engines and commands. */
@NullMarked
package org.hamail.recovery.action;

import org.jspecify.annotations.NullMarked;
