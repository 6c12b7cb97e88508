package org.hamail.operator.replay;

import java.util.Set;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Series;

/**
 * An action of the replay between its decision and its verification.
 *
 * @param end when it ends
 * @param deadline until when the daemon must be well
 * @param ill the series that were not well at the decision, less those that have become well since
 */
record RunningAction(Intent intent, Series suspect, long begun, long end, long deadline, Set<Series> ill) {
    /** How long an action takes in a replay. */
    static final long DURATION = 30_000;

    void well(Series series) {
        ill.remove(series);
    }

    boolean isWell() {
        return ill.isEmpty();
    }

    boolean isFailover() {
        return intent.action() == Action.FAILOVER;
    }

    /** When something is to be looked at next. */
    long wake(boolean ended) {
        return ended ? deadline : end;
    }
}
