/** What the records amount to: evidence, series, standing faults, and the trace of actions. A fold over the events, pure. */
@NullMarked
package org.hamail.recovery.history;

import org.jspecify.annotations.NullMarked;
