package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.history.ActionTrace;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private static ActionTrace restart(Optional<Outcome.Result> outcome, Optional<Boolean> verified, boolean closed) {
        return restart(outcome, verified, closed, Optional.empty());
    }

    private static ActionTrace restart(
            Optional<Outcome.Result> outcome, Optional<Boolean> verified, boolean closed, Optional<Event> last) {
        var intent = new Intent("id", Action.RESTART, "imapd", Optional.of("phys-a"), Optional.empty(), false);
        return new ActionTrace(
                intent,
                false,
                new Moment(NOON, "boot", BigDecimal.ONE),
                new Entry(7, new Moment(NOON.plusSeconds(5), "boot", BigDecimal.TEN), last.orElse(intent)),
                outcome,
                verified,
                closed,
                false);
    }

    @Test
    void outcomeIsExplainedWithAdvice() {
        Optional<Outcome.Result> done = Optional.of(Outcome.Result.DONE);
        String begun = "the restart of imapd begun at 2026-11-26T12:00:00Z, ";
        assertEquals(
                begun + "verified at 2026-11-26T12:00:05Z; nothing is to be done",
                Explanation.outcome(restart(done, Optional.of(true), false)));
        assertEquals(
                begun + "not ended; hamail status shows whether a worker is acting",
                Explanation.outcome(restart(Optional.empty(), Optional.empty(), false)));
        assertEquals(
                begun + "failed at 2026-11-26T12:00:05Z; look at the log of the daemon, then hamail ack",
                Explanation.outcome(restart(done, Optional.of(false), false)));
        assertEquals(
                begun + "failed at 2026-11-26T12:00:05Z; acknowledged",
                Explanation.outcome(restart(done, Optional.of(false), true)));
    }

    @Test
    void ofARestartThatWasNotDoneTheCommandIsTheCause() {
        var failed = Outcome.Result.FAILED;
        Optional<Event> end = Optional.of(new Outcome("id", failed, "restart exited with 1: no sudo", BigDecimal.ONE));
        String begun = "the restart of imapd begun at 2026-11-26T12:00:00Z, failed at 2026-11-26T12:00:05Z";
        assertEquals(
                begun
                        + ": restart exited with 1: no sudo; correct the cause ('hamail restart --dry-run' shows the command),"
                        + " then hamail ack",
                Explanation.outcome(restart(Optional.of(failed), Optional.empty(), false, end)));
        assertEquals(
                begun + ": restart exited with 1: no sudo; acknowledged",
                Explanation.outcome(restart(Optional.of(failed), Optional.empty(), true, end)));
    }

    /** Nobody tried to verify what was not done. */
    @Test
    void actionThatWasNotDoneAndGaveNoReasonHasFailed() {
        var failed = Outcome.Result.FAILED;
        Optional<Event> end = Optional.of(new Outcome("id", failed, "", BigDecimal.ONE));
        ActionTrace trace = restart(Optional.of(failed), Optional.empty(), false, end);
        assertEquals("failed: no reason was given", trace.failure());
        assertEquals(
                "the restart of imapd begun at 2026-11-26T12:00:00Z, failed at 2026-11-26T12:00:05Z: no reason was given;"
                        + " correct the cause ('hamail restart --dry-run' shows the command), then hamail ack",
                Explanation.outcome(trace));
    }
}
