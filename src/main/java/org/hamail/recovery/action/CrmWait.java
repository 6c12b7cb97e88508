package org.hamail.recovery.action;

import java.time.Duration;
import java.util.function.Predicate;
import org.hamail.time.Deadline;

/** Waits for the cluster to have done something, or to have nothing left to do. */
final class CrmWait {
    private static final Duration ROUND = Duration.ofMillis(500);

    /** A transition may not have begun when we first look, so one look at an idle cluster proves nothing. */
    private static final int IDLE_LOOKS = 4;

    private final CrmShell shell;
    private final Pause pause;

    CrmWait(CrmShell shell, Pause pause) {
        this.shell = shell;
        this.pause = pause;
    }

    /** How it was when the wait ended; {@code idle} when the cluster has nothing left to do. */
    record End(CrmPlacement placement, boolean idle) {}

    /**
     * Waits until the cluster is idle and {@code goal} is reached, or it stays idle without that, or the deadline has passed.
     *
     * @throws EngineSilent when the cluster gave no answer until the deadline
     */
    End until(Predicate<CrmPlacement> goal, Deadline deadline) throws EngineSilent {
        End last = null;
        EngineSilent silence = new EngineSilent("there was no time to look");
        int idleLooks = 0;
        while (!deadline.passed()) {
            try {
                CrmShell.Voice voice = shell.listen();
                last = new End(voice.status().placement(), shell.isIdle(voice));
                idleLooks = last.idle() ? idleLooks + 1 : 0;
                boolean reached = last.idle() && goal.test(last.placement());
                if (reached || idleLooks >= IDLE_LOOKS) {
                    return last;
                }
            } catch (EngineSilent e) {
                silence = e;
                last = null;
                idleLooks = 0;
            }
            pause.sleep(ROUND);
        }
        if (last == null) {
            throw silence;
        }
        return new End(last.placement(), false);
    }
}
