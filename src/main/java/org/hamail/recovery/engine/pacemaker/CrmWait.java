package org.hamail.recovery.engine.pacemaker;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.time.Deadline;
import org.hamail.time.Sleeper;

/** Waits for the cluster to have done something, or to have nothing left to do. */
final class CrmWait {
    private static final Duration ROUND = Duration.ofMillis(100);

    /** A transition may not have begun when we first look, so a few looks at a cluster at rest prove nothing. */
    private static final int LOOKS_AT_REST = 10;

    private static final int LOOKS_THAT_PROVE = 2;

    private final CrmShell shell;
    private final Sleeper pause;

    CrmWait(CrmShell shell, Sleeper pause) {
        this.shell = shell;
        this.pause = pause;
    }

    /** How it was when the wait ended; {@code idle} when the cluster has nothing left to do with the resource. */
    record WaitEnd(CrmPlacement placement, boolean idle) {}

    /**
     * Waits until {@code goal} is reached and the cluster has nothing left to do, or stays at rest without that, or the
     * deadline has passed.
     *
     * @throws EngineUnavailable when the cluster gave no answer until the deadline
     */
    WaitEnd until(Predicate<CrmPlacement> goal, Deadline deadline) throws EngineUnavailable {
        return until(goal, 1, deadline);
    }

    /** The same, but {@code goal} must last: what the change of a moment ago may lead to has not begun yet. */
    WaitEnd lasting(Predicate<CrmPlacement> goal, Deadline deadline) throws EngineUnavailable {
        return until(goal, LOOKS_THAT_PROVE, deadline);
    }

    private WaitEnd seen(CrmShell.Snapshot look) throws EngineUnavailable {
        CrmPlacement placement = look.asked().status().placement();
        return new WaitEnd(placement, !placement.isInTransition() && !shell.isBusy(look));
    }

    private WaitEnd until(Predicate<CrmPlacement> goal, int enough, Deadline deadline) throws EngineUnavailable {
        WaitEnd last = null;
        EngineUnavailable silence = new EngineUnavailable("the deadline passed before the first query");
        Optional<CrmShell.NodeStatus> asked = Optional.empty();
        int good = 0;
        int atRest = 0;
        while (!deadline.passed()) {
            try {
                CrmShell.Snapshot look = asked.isPresent() ? shell.again(asked.get()) : shell.look();
                asked = Optional.of(look.asked());
                last = seen(look);
                atRest = last.idle() ? atRest + 1 : 0;
                good = last.idle() && goal.test(last.placement()) ? good + 1 : 0;
                if (good >= enough || atRest >= LOOKS_AT_REST) {
                    return last;
                }
            } catch (EngineUnavailable e) {
                silence = e;
                last = null;
                good = 0;
                atRest = 0;
            }
            pause.sleep(ROUND);
        }
        if (last == null) {
            throw silence;
        }
        return new WaitEnd(last.placement(), false);
    }
}
