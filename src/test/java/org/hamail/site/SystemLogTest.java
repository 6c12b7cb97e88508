package org.hamail.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemLogTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    private Path logged = directory;
    private SystemLog log = new SystemLog(LogLines.ofLogger(), "mail1");

    @BeforeEach
    void prepare() throws Exception {
        logged = directory.resolve("logged");
        Path logger = directory.resolve("logger");
        Files.writeString(logger, "#!/bin/sh\necho \"$@\" >>" + logged + "\n");
        Files.setPosixFilePermissions(logger, PosixFilePermissions.fromString("rwxr-xr-x"));
        log = new SystemLog(new LogLines.ByLogger(logger.toString()), "mail1");
    }

    private void record(Event event) {
        log.recorded(new Entry(1, new Moment(Instant.EPOCH, "boot", BigDecimal.ONE), event));
    }

    private static DecisionRecord decided(String word) {
        return new DecisionRecord(word, "rule", "imapd is absent", List.of(), List.of());
    }

    private List<String> lines(int count) throws Exception {
        return Eventually.get(Duration.ofSeconds(30), this::read, lines -> lines.size() >= count);
    }

    private List<String> read() throws IOException {
        return Files.exists(logged) ? Files.readAllLines(logged) : List.of();
    }

    private void action(String id, Outcome.Result result, boolean ok) {
        record(new Intent(id, Action.RESTART, "imapd", Optional.of("phys-a"), Optional.empty(), false));
        record(new Outcome(id, result, "it said", new BigDecimal("2.1")));
        record(new Verification(id, ok, "1 role served"));
    }

    @Test
    void decisionIsLineAndDoingNothingIsNone() throws Exception {
        record(decided("none"));
        record(decided("hold"));
        assertEquals(List.of("-t hamail -p daemon.warning -- mail1: hold (rule): imapd is absent"), lines(1));
        record(decided("restart"));
        assertEquals("-t hamail -p daemon.notice -- mail1: restart (rule): imapd is absent", lines(2).get(1));
    }

    @Test
    void actionIsOneLineWhenItHasEnded() throws Exception {
        action("one", Outcome.Result.DONE, true);
        assertEquals(
                List.of("-t hamail -p daemon.notice -- mail1: restart of imapd on phys-a: done after 2.1 s, verified:"
                        + " 1 role served"),
                lines(1));
        action("two", Outcome.Result.DONE, false);
        assertEquals(
                "-t hamail -p daemon.err -- mail1: restart of imapd on phys-a: done after 2.1 s, NOT verified:"
                        + " 1 role served",
                lines(2).get(1));
    }

    @Test
    void actionThatWasRefusedIsLineAtOnce() throws Exception {
        record(new Intent("x", Action.FAILOVER, "all", Optional.of("phys-a"), Optional.of("phys-b"), false));
        record(new Outcome("x", Outcome.Result.FAILED, "no", BigDecimal.TEN));
        assertEquals(
                List.of(
                        "-t hamail -p daemon.err -- mail1: failover of all from phys-a to phys-b: failed after 10 s: no"),
                lines(1));
    }

    @Test
    void unknownOutcomeIsReportedWithServiceState() throws Exception {
        action("x", Outcome.Result.INDETERMINATE, false);
        assertEquals(
                List.of("-t hamail -p daemon.err -- mail1: restart of imapd on phys-a: indeterminate after 2.1 s, NOT"
                        + " verified: 1 role served"),
                lines(1));
        record(new Verification("of another process", true, "1 role served"));
        assertEquals(
                "-t hamail -p daemon.notice -- mail1: an action begun before: verified: 1 role served",
                lines(2).get(1));
    }

    @Test
    void withoutALoggerNothingIsLost() {
        log = new SystemLog(new LogLines.ByLogger(directory.resolve("none").toString()), "mail1");
        record(decided("hold"));
        assertTrue(Files.notExists(logged));
    }
}
