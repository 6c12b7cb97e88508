package org.hamail.recovery.history;

import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Series;
import org.jspecify.annotations.Nullable;

/** Which role may be acted on for what, seen by whom. */
public final class ActionEligibility {
    private ActionEligibility() {}

    /** Why this evidence may not be acted on; null when it may. */
    public static @Nullable String refusal(Evidence evidence) {
        return refusal(evidence.series(), evidence.cause());
    }

    static @Nullable String refusal(Series series, Cause cause) {
        boolean absent = cause == Cause.ABSENT;
        boolean process = series.check() == CheckKind.PROCESS;
        boolean local = series.observer() == Observer.LOCAL;
        if (series.daemon().isOnlyForAbsence() && !(absent && process && local)) {
            return series.daemon().word() + " is acted on only for an absence that its process check sees locally";
        }
        if (process && !local) {
            return "processes can be seen only locally";
        }
        if (absent && !process) {
            return "only a process check can see an absence";
        }
        if (cause == Cause.TIMEOUT && process) {
            return "only a protocol check can see a timeout";
        }
        if (cause == Cause.SATURATED && process) {
            return "only a protocol check can see that a server is full";
        }
        return null;
    }
}
