/** Passive results on their way to a monitoring core: the sinks that take them, and the spool in which they wait. */
@NullMarked
package org.hamail.submit;

import org.jspecify.annotations.NullMarked;
