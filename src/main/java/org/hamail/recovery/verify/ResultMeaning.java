package org.hamail.recovery.verify;

import java.util.Optional;
import java.util.Set;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.PluginOutput;
import org.hamail.plugin.ServerText;

/**
 * What the result of a check means when it is the worker's own.
 *
 * @param actOn what is acted on
 */
record ResultMeaning(Set<Cause> actOn) {
    private static final int DETAIL_LIMIT = 500;

    ResultMeaning {
        actOn = Set.copyOf(actOn);
    }

    /** Of a check that was made here; the detail is the line that it would have printed, without figures. */
    ProbeOutcome of(CheckResult result) {
        String line = detail(PluginOutput.lineWithoutFigures(result));
        return result.cause().isEmpty()
                ? ProbeOutcome.serves(line)
                : of(result.cause().get(), result.phase(), line);
    }

    /** Of one that is not OK; {@code line} is what it says of it. */
    ProbeOutcome of(Cause cause, Optional<String> phase, String line) {
        if (cause.isNeverEvidence(phase)) {
            return ProbeOutcome.cannotTell(line);
        }
        // what the administrator has put into act_on is a fault for our own probe as well, or it would never be
        // confirmed
        return actOn.contains(cause) ? ProbeOutcome.fails(line) : usual(cause, line);
    }

    private static ProbeOutcome usual(Cause cause, String line) {
        return switch (cause) {
            case ABSENT, TIMEOUT, REFUSED, RESET, CLOSED -> ProbeOutcome.fails(line);
            case SATURATED -> ProbeOutcome.full(line);
            case TEMPFAIL, SLOW, MISMATCH, TOO_MANY, TOO_FEW, STALE -> ProbeOutcome.degraded(line);
            default -> ProbeOutcome.cannotTell(line); // an answer, and a matter for people
        };
    }

    static String detail(String line) {
        return ServerText.detail(line, DETAIL_LIMIT);
    }
}
