package org.hamail.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginOutputTest {
    private static final PerformanceDatum TIME = PerformanceDatum.of("time", Decimal.parse("0.5"), "s");

    @Test
    void okCarriesNoBracket() {
        assertEquals(
                "POP3 OK: served|time=0.5s;;;0", PluginOutput.line(CheckResult.ok("POP3", "served", List.of(TIME))));
        assertEquals("POP3 OK: served", PluginOutput.line(CheckResult.ok("POP3", "served", List.of())));
    }

    @Test
    void bracketStandsBehindTheState() {
        CheckResult result = CheckResult.of("IMAP", Cause.TIMEOUT, "no greeting");
        assertEquals("IMAP CRITICAL [timeout]: no greeting", PluginOutput.line(result));
        assertEquals("IMAP CRITICAL [timeout/greeting]: no greeting", PluginOutput.line(result.withPhase("greeting")));
        assertEquals("IMAP OK [timeout]: no greeting", PluginOutput.line(result.withStatus(Status.OK)));
    }

    @Test
    void sentenceForgesNeitherPerfdataNorASecondLine() {
        CheckResult result = CheckResult.of("IMAP", Cause.GARBLED, "x|y=1\nIMAP OK: fine\u001b[2J");
        assertEquals("IMAP CRITICAL [garbled]: xy=1 IMAP OK: fine[2J", PluginOutput.line(result));
    }

    @Test
    void severalFiguresAreSeparatedByBlanks() {
        CheckResult result = CheckResult.of("X", Status.WARNING, Cause.SLOW, "slow", List.of(TIME, TIME));
        assertEquals("X WARNING [slow]: slow|time=0.5s;;;0 time=0.5s;;;0", PluginOutput.line(result));
    }

    @Test
    void longSentenceIsCutAndPerfdataStays() {
        CheckResult result = CheckResult.of("X", Status.CRITICAL, Cause.SLOW, "ä".repeat(5000), List.of(TIME));
        String line = PluginOutput.line(result);
        int bytes = line.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= PluginOutput.LINE_LIMIT && bytes >= PluginOutput.LINE_LIMIT - 1, "" + bytes);
        assertTrue(line.endsWith("ä...|time=0.5s;;;0"), line.substring(line.length() - 30));
    }

    @Test
    void sentenceThatJustFitsIsWhole() {
        String head = "X CRITICAL [slow]: ";
        String sentence = "s".repeat(PluginOutput.LINE_LIMIT - head.length());
        assertEquals(
                head + sentence,
                PluginOutput.line(CheckResult.of("X", Status.CRITICAL, Cause.SLOW, sentence, List.of())));
    }

    @Test
    void endlessPerfdataIsCutBetweenFigures() {
        String line = PluginOutput.line(CheckResult.ok("X", "many", Collections.nCopies(1000, TIME)));
        assertTrue(line.length() <= PluginOutput.LINE_LIMIT, "" + line.length());
        assertTrue(line.matches("X OK: many\\|(time=0\\.5s;;;0 ){100,}time=0\\.5s;;;0"), line);
    }

    @Test
    void everyDetailIsALine() {
        CheckResult result = CheckResult.ok("X", "fine", List.of()).withDetails(List.of("one", "two|[x]\nthree"));
        assertEquals("X OK: fine\none\ntwo[x] three\n", PluginOutput.text(result));
        assertEquals("X OK: fine\n", PluginOutput.text(result.withDetails(List.of())));
    }

    @Test
    void longDetailIsCut() {
        String text = PluginOutput.text(CheckResult.ok("X", "fine", List.of()).withDetails(List.of("d".repeat(2000))));
        assertEquals("X OK: fine\n" + "d".repeat(997) + "...\n", text);
    }

    @Test
    void resultNotOkNeedsCauseForPhase() {
        for (Status status : List.of(Status.WARNING, Status.CRITICAL, Status.UNKNOWN)) {
            assertThrows(IllegalArgumentException.class, () -> result(status, Optional.empty(), Optional.empty()));
        }
        assertThrows(
                IllegalArgumentException.class, () -> result(Status.OK, Optional.empty(), Optional.of("greeting")));
        assertEquals(
                Status.OK, result(Status.OK, Optional.empty(), Optional.empty()).status());
    }

    private static CheckResult result(Status status, Optional<Cause> cause, Optional<String> phase) {
        return new CheckResult("X", status, cause, phase, "sentence", List.of(), List.of());
    }

    @Test
    void figuresTakeAtMostHalfOfLine() {
        PerformanceDatum first = figure(1000); // and two bytes for each value, the bar and the blank
        assertEquals(2000, figuresOf(first, figure(994)).length());
        assertEquals("|" + first, figuresOf(first, figure(995)));
        assertEquals("|" + first, figuresOf(first, figure(995), figure(1)));
    }

    private static PerformanceDatum figure(int letters) {
        return new PerformanceDatum(
                "x".repeat(letters),
                Decimal.of(1),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String figuresOf(PerformanceDatum... figures) {
        String line = PluginOutput.line(CheckResult.ok("X", "y", List.of(figures)));
        return line.substring(line.indexOf('|'));
    }
}
