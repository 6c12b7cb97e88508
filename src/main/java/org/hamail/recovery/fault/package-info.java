/** Notifications and the other events of a logical host, the evidence in them, and its history. Values only. */
@NullMarked
package org.hamail.recovery.fault;

import org.jspecify.annotations.NullMarked;
