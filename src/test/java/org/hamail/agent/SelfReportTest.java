package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.agent.Check.Answer;
import org.hamail.submit.SinkState;
import org.junit.jupiter.api.Test;

class SelfReportTest {
    private static final SinkState GOOD =
            new SinkState("nsca-m-5667", false, 3, 40, 0, Optional.empty(), Optional.empty(), Optional.of(2L));

    @Test
    void allIsWell() {
        assertEquals(
                new Answer(
                        "AGENT OK: 5 checks, 1 running, lag 0.012 s, canary 7, nsca-m-5667: 3 waiting, last sent 2 s ago"
                                + "|lag=0.012s;;;0 checks=5;;;0 running=1;;;0 spool=3;;;0 sinks_down=0;;;0"
                                + " delivered=40;;;0 canary=7;;;0\n",
                        0),
                SelfReport.of(health(GOOD, Duration.ofMillis(12), Optional.empty())));
    }

    @Test
    void sinkThatIsDownIsWarningWithReason() {
        var down = new SinkState(
                "icinga-m-5665", true, 3, 0, 0, Optional.of("401: refused"), Optional.empty(), Optional.empty());
        Answer answer = SelfReport.of(health(down, Duration.ZERO, Optional.empty()));
        assertEquals("AGENT WARNING [undelivered]: icinga-m-5665 does not work: 401: refused", head(answer));
        assertEquals(1, answer.exitCode());
    }

    @Test
    void oneOfThemIsNotMany() {
        var held = new SinkState("nrdp-m", true, 1, 0, 1, Optional.empty(), Optional.empty(), Optional.empty());
        var health = new SelfReport.Health(1, 0, Duration.ZERO, List.of(held), Optional.empty(), 7);
        String text = SelfReport.of(health).text();
        assertTrue(
                text.startsWith("AGENT WARNING [undelivered]: nrdp-m rejects the results of 1 service; 1 check, "),
                text);
    }

    @Test
    void aSpoolThatCannotBeWrittenIsCritical() {
        var full = new SinkState(
                "nsca-m-5667", false, 3, 0, 0, Optional.empty(), Optional.of("No space left"), Optional.empty());
        Answer answer = SelfReport.of(health(full, Duration.ZERO, Optional.empty()));
        assertEquals("AGENT CRITICAL [undelivered]: the spool cannot be written: No space left", head(answer));
    }

    @Test
    void aRefusedReloadAndLateStartsAreWarnings() {
        assertEquals(
                "AGENT WARNING [usage]: the new configuration was rejected, the old one is in force: line 3",
                head(SelfReport.of(health(GOOD, Duration.ZERO, Optional.of("line 3")))));
        assertEquals(
                "AGENT WARNING [slow]: checks start late",
                head(SelfReport.of(health(GOOD, Duration.ofSeconds(6), Optional.empty()))));
    }

    private static SelfReport.Health health(SinkState outbox, Duration lag, Optional<String> refusal) {
        return new SelfReport.Health(5, 1, lag, List.of(outbox), refusal, 7);
    }

    private static String head(Answer answer) {
        return answer.text().replaceAll(";.*\n", "");
    }
}
