package org.hamail.recovery.engine.pacemaker;

import java.time.Duration;
import java.time.InstantSource;
import org.hamail.time.Deadline;
import org.hamail.time.Deadline.Ticker;

/**
 * What a restart or a move of the resource works with.
 *
 * @param owner names this monitoring server and state directory in what is put into the cluster's configuration
 * @param limit for each restart and each move
 * @param clock the time that a temporary change ends by
 */
record CrmAccess(
        CrmShell shell,
        TemporaryChanges changes,
        CrmWait waiting,
        String owner,
        Duration limit,
        InstantSource clock,
        Ticker ticker) {
    /** A change of ours that loses its effect after {@code life}. */
    TemporaryChange temporary(CrmPurpose kind, Duration life) {
        return new TemporaryChange(
                kind, shell.resource(), owner, clock.instant().plus(life));
    }

    Deadline within(Duration time) {
        return Deadline.after(time, ticker);
    }
}
