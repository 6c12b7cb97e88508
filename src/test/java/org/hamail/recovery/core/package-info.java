/** Tests of what is read from the monitoring core. */
@NullMarked
package org.hamail.recovery.core;

import org.jspecify.annotations.NullMarked;
