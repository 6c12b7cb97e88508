package org.hamail.recovery;

import java.time.Duration;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;

/** How a worker goes on. */
sealed interface NextStep {
    /**
     * Something is to be done.
     *
     * @param asked when the oldest answer was asked for that the decision stands on
     */
    record CarryOut(Intent intent, Moment decided, Moment asked) implements NextStep {}

    /** A gate opens soon. */
    record Wait(Duration time) implements NextStep {}

    /** Another worker goes on, with the configuration that is in force now. */
    record HandOver() implements NextStep {}

    /** There is nothing to do. */
    record Finished() implements NextStep {}
}
