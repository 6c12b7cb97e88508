/** Tests of profiles, server roots and instances. */
@NullMarked
package org.hamail.server;

import org.jspecify.annotations.NullMarked;
