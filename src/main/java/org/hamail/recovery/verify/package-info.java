/** Probes of the roles by hamail itself: before an action to confirm the fault, after it to verify the service. */
@NullMarked
package org.hamail.recovery.verify;

import org.jspecify.annotations.NullMarked;
