package org.hamail.recovery.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.hamail.plugin.Bracket;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.policy.Situation.Confirmation;

/** What hamail's own probe saw, as the journal has it: made of the answer to the question {@code confirm}. */
public final class ProbeRecord {
    private static final int DETAIL_LIMIT = 500;

    private ProbeRecord() {}

    /**
     * Of a probe of {@code fault}.
     *
     * @param took how long the probe took
     */
    public static OwnProbe of(StandingFault fault, Situation situation, Duration took) {
        String detail = detail(situation.answer(Question.CONFIRM));
        Optional<Bracket> bracket = Bracket.in(detail);
        return new OwnProbe(
                fault.series().daemon(),
                fault.series().check(),
                result(situation.answer(Question.CONFIRM)),
                bracket.map(Bracket::cause),
                bracket.flatMap(Bracket::phase),
                detail.length() <= DETAIL_LIMIT ? detail : detail.substring(0, DETAIL_LIMIT),
                BigDecimal.valueOf(took.toMillis(), 3),
                situation.active());
    }

    private static OwnProbe.Result result(Reading<Confirmation> reading) {
        if (!(reading instanceof Reading.Known<Confirmation> known)) {
            return OwnProbe.Result.CANNOT_TELL;
        }
        Confirmation found = known.value();
        if (found instanceof Confirmation.StillFailing) {
            return OwnProbe.Result.FAILS;
        } else if (found instanceof Confirmation.Full) {
            return OwnProbe.Result.FULL;
        }
        // served on its node and not from here: the network is suspect, and nothing is known of the fault that was
        // reported
        return found instanceof Confirmation.Healed ? OwnProbe.Result.SERVES : OwnProbe.Result.CANNOT_TELL;
    }

    private static String detail(Reading<Confirmation> reading) {
        if (reading instanceof Reading.Known<Confirmation> known) {
            return known.value().detail();
        }
        return reading instanceof Reading.Unreadable<Confirmation> unreadable ? unreadable.reason() : "";
    }
}
