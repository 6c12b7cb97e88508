package org.hamail.operator.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Role;
import org.hamail.operator.display.Times;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;
import org.junit.jupiter.api.Test;

class IncidentsTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final ToldEntries entries = new ToldEntries(NOON);

    private IncidentsTest at(long second, Event event) {
        entries.add(second, event);
        return this;
    }

    private static Notification told(CheckKind check, String state, String cause) {
        return ToldEntries.told(Role.IMAPD, check, state, cause);
    }

    private static Notification absent() {
        return told(CheckKind.PROCESS, "CRITICAL", "absent");
    }

    private static Notification on(String node, String state, String cause) {
        return ToldEntries.told(Role.IMAPD, CheckKind.PROCESS, state, cause, Optional.of(node));
    }

    private static Notification refused() {
        return told(CheckKind.PROTOCOL, "CRITICAL", "refused");
    }

    private static DecisionRecord decided(String word, String rule, String reason) {
        return new DecisionRecord(word, rule, reason, List.of(), List.of());
    }

    private IncidentsTest restarted(long begin, long end) {
        at(begin, new Intent("id" + begin, Action.RESTART, "imapd", Optional.of("phys-a"), Optional.empty(), false));
        at(end, new Outcome("id" + begin, Outcome.Result.DONE, "restarted", new BigDecimal("2.1")));
        return at(end, new Verification("id" + begin, true, "3 roles served 2 times in a row"));
    }

    private List<String> shown() {
        var lines = new ArrayList<String>();
        Times times = Times.in(ZoneId.of("Europe/Berlin"));
        for (Incident incident : Incidents.of(entries.all())) {
            lines.addAll(IncidentText.of(incident, times, NOON.plusSeconds(3600)));
        }
        return lines;
    }

    @Test
    void actionThatFailedIsNotCalledDone() {
        at(0, new Intent("one", Action.RESTART, "imapd", Optional.of("phys-a"), Optional.empty(), false));
        at(3, new Outcome("one", Outcome.Result.FAILED, "refused", BigDecimal.ONE));
        assertEquals("  13:00:03  NOT done    failed after 1 s: refused", shown().get(2));
    }

    /** The decision after a gate has opened rests on hamail's own probe, which bears no title. */
    @Test
    void faultThatWasHeldIsNamedByItsReport() {
        at(0, refused());
        at(1, absent());
        at(1, decided("hold", "downtime", "imapd is absent, but it is in a downtime"));
        at(60, probe(CheckKind.PROCESS));
        at(60, new DecisionRecord("restart", "restart-absent", "imapd is absent", List.of(), List.of(4L)));
        restarted(61, 63);
        assertEquals("2026-11-26 13:00:00 +01:00  imapd absent, over after 1 min 3 s  (#1 to #8)", shown().get(0));
    }

    /** Its notification never came; the core showed it, and hamail's own probe confirmed it. */
    @Test
    void faultThatOnlyTheCoreShowedIsNamed() {
        at(0, new CoreReport(absent()));
        at(1, decided("hold", "settle", "imapd is absent"));
        at(60, probe(CheckKind.PROCESS));
        at(60, new DecisionRecord("restart", "restart-absent", "imapd is absent", List.of(), List.of(3L)));
        restarted(61, 63);
        assertEquals("2026-11-26 13:00:00 +01:00  imapd absent, over after 1 min 3 s  (#1 to #7)", shown().get(0));
    }

    /** Its report belongs to an incident that is over. */
    @Test
    void incidentThatBeginsWithAProbeIsNamedByItsAction() {
        at(60, probe(CheckKind.PROCESS));
        at(60, new DecisionRecord("restart", "restart-absent", "imapd is absent", List.of(), List.of(1L)));
        restarted(61, 63);
        assertEquals("2026-11-26 13:01:00 +01:00  restart of imapd, over after 3 s  (#1 to #5)", shown().get(0));
    }

    @Test
    void incidentOfProbeAndHoldAloneIsNamedByWhatTheProbeSaw() {
        at(60, probe(CheckKind.PROCESS));
        at(60, decided("hold", "mode", "imapd is absent"));
        assertEquals(
                "imapd refused", IncidentTitle.of(Incidents.of(entries.all()).get(0)));
    }

    @Test
    void timelineShowsEachHoldOnce() {
        at(0, absent());
        at(0, decided("hold", "downtime", "imapd is absent, but it is in a downtime"));
        at(60, absent());
        at(60, decided("hold", "downtime", "imapd is absent, but it is in a downtime"));
        at(120, decided("hold", "settle", "imapd is absent"));
        List<String> rows = Timeline.of(entries.all(), List.of("imapd"), ZoneId.of("UTC"));
        assertEquals(
                List.of("absent", "-- held: downtime", "absent", "-- held: settle"),
                rows.stream().skip(1).map(row -> row.substring(16).strip()).toList());
    }

    private void timelineHolds(long times) {
        List<String> rows = Timeline.of(entries.all(), List.of("imapd", "popd"), ZoneId.of("UTC"));
        assertEquals(
                times,
                rows.stream().filter(row -> row.contains("-- held: downtime")).count(),
                rows::toString);
    }

    private static DecisionRecord held() {
        return decided("hold", "downtime", "imapd is absent, but it is in a downtime");
    }

    @Test
    void timelineShowsHoldOfEachIncident() {
        at(0, absent()).at(0, held());
        at(60, told(CheckKind.PROCESS, "OK", ""));
        at(86_400, absent()).at(86_400, held());
        timelineHolds(2);
        at(
                86_460,
                new OwnProbe(
                        Role.IMAPD,
                        CheckKind.PROCESS,
                        OwnProbe.Result.SERVES,
                        Optional.empty(),
                        Optional.empty(),
                        "1 process",
                        BigDecimal.ONE,
                        Optional.of("phys-a")));
        at(90_000, new CoreReport(absent())).at(90_000, held());
        timelineHolds(3);
        at(90_060, decided("none", "healed", "it has healed"));
        at(95_000, absent()).at(95_000, held());
        timelineHolds(4);
    }

    /** Those of two series that take turns are two, however long. */
    @Test
    void timelineShowsHoldOfEachSeries() {
        for (int i = 0; i < 3; i++) {
            at(100L * i, absent()).at(100L * i, held());
            at(100L * i + 10, ToldEntries.told(Role.POPD, CheckKind.PROCESS, "CRITICAL", "absent"));
            at(100L * i + 10, held());
            at(100L * i + 20, told(CheckKind.PROCESS, "UNKNOWN", "blind")).at(100L * i + 20, held());
        }
        timelineHolds(2);
        at(400, ToldEntries.told(Role.SMTPD, CheckKind.PROCESS, "OK", "")).at(400, held());
        timelineHolds(2);
    }

    /** The part of the journal that is shown may begin behind the report. */
    @Test
    void timelineThatBeginsWithAHoldShowsTheNext() {
        at(0, held());
        at(60, told(CheckKind.PROCESS, "OK", "")).at(61, held());
        timelineHolds(2);
    }

    private static OwnProbe probe(CheckKind check) {
        return new OwnProbe(
                Role.IMAPD,
                check,
                OwnProbe.Result.FAILS,
                Optional.of("refused"),
                Optional.empty(),
                "IMAP CRITICAL [refused]: connection refused",
                new BigDecimal("0.1"),
                Optional.of("phys-a"));
    }

    @Test
    void faultIsOneBlockFromReportToProof() {
        at(0, absent());
        at(0, decided("hold", "settle", "imapd is absent, wait until 2026-11-26T12:00:20Z"));
        at(2, refused());
        at(2, decided("none", "not-acted-on", "imapd reports refused"));
        at(10, absent());
        at(10, decided("hold", "settle", "imapd is absent, wait until 2026-11-26T12:00:20Z"));
        at(20, decided("restart", "restart", "imapd is absent: restart 1 of 2"));
        restarted(20, 27);
        at(40, told(CheckKind.PROCESS, "OK", ""));
        assertEquals(
                List.of(
                        "2026-11-26 13:00:00 +01:00  imapd absent, over after 27 s  (#1 to #10)",
                        "  13:00:00  seen        imapd process (local) CRITICAL HARD 3 [absent] (2 times, last 13:00:10)",
                        "  13:00:00  held        settle: imapd is absent, wait until 2026-11-26 13:00:20 +01:00"
                                + " (2 times, last 13:00:10)",
                        "  13:00:02  seen        imapd protocol (local) CRITICAL HARD 3 [refused]",
                        "  13:00:20  decided     restart (restart): imapd is absent: restart 1 of 2",
                        "  13:00:20  started     restart of imapd on phys-a",
                        "  13:00:27  done        done after 2.1 s: restarted",
                        "  13:00:27  proved      3 roles served 2 times in a row"),
                shown());
    }

    @Test
    void faultIsOverWhenEverySeriesIsWell() {
        at(0, absent()).at(1, refused()).at(60, told(CheckKind.PROCESS, "OK", ""));
        assertEquals("2026-11-26 13:00:00 +01:00  imapd absent, not over after 1 h  (#1 to #3)", shown().get(0));
        at(90, told(CheckKind.PROTOCOL, "OK", ""));
        assertEquals("2026-11-26 13:00:00 +01:00  imapd absent, over after 1 min 30 s  (#1 to #4)", shown().get(0));
        assertEquals("  13:01:30  seen        imapd protocol (local) OK HARD 3", shown().get(4));
    }

    @Test
    void itsTitleIsFaultThatWasActedOn() {
        at(0, refused()).at(2, absent());
        at(3, new DecisionRecord("restart", "restart-absent", "imapd is absent", List.of(), List.of(2L)));
        restarted(3, 7);
        assertEquals("2026-11-26 13:00:00 +01:00  imapd absent, over after 7 s  (#1 to #6)", shown().get(0));
    }

    @Test
    void okOfIdleNodeEndsNoOtherFault() {
        at(0, on("phys-b", "CRITICAL", "absent")).at(5, on("phys-a", "OK", ""));
        assertEquals("2026-11-26 13:00:00 +01:00  imapd absent, not over after 1 h  (#1)", shown().get(0));
        at(9, told(CheckKind.PROCESS, "OK", ""));
        assertEquals("2026-11-26 13:00:00 +01:00  imapd absent, over after 9 s  (#1 to #3)", shown().get(0));
    }

    @Test
    void faultOfIdleNodeEndsWhenKnown() {
        at(0, on("phys-b", "CRITICAL", "absent"));
        at(1, new DecisionRecord("none", "wrong-node", "phys-b does not hold it", List.of(), List.of(1L)));
        assertEquals("2026-11-26 13:00:00 +01:00  imapd absent, over after 1 s  (#1 to #2)", shown().get(0));
    }

    @Test
    void aFaultThatHealedByItselfIsOver() {
        at(0, absent());
        at(
                5,
                new OwnProbe(
                        Role.IMAPD,
                        CheckKind.PROCESS,
                        OwnProbe.Result.SERVES,
                        Optional.empty(),
                        Optional.empty(),
                        "1 process",
                        BigDecimal.ONE,
                        Optional.of("phys-a")));
        assertEquals("  13:00:05  probed      imapd process on phys-a: serves, 1 process", shown().get(2));
        at(60, absent()).at(61, decided("none", "healed", "it has healed"));
        assertEquals(2, Incidents.of(entries.all()).size());
        assertEquals(true, Incidents.of(entries.all()).get(1).end().isPresent());
    }

    @Test
    void failedActionLeavesIncidentOpen() {
        at(0, absent());
        at(1, new Intent("one", Action.RESTART, "imapd", Optional.of("phys-a"), Optional.empty(), false));
        at(3, new Outcome("one", Outcome.Result.FAILED, "refused", BigDecimal.ONE));
        at(3, new Verification("one", false, "imapd is absent"));
        restarted(10, 12);
        assertEquals("2026-11-26 13:00:00 +01:00  imapd absent, over after 12 s  (#1 to #7)", shown().get(0));
        assertEquals("  13:00:03  NOT proved  imapd is absent", shown().get(4));
    }

    @Test
    void whatAPersonDidStandsByItself() {
        at(0, new OperatorCommand("pause", "joe", "disks", Optional.of("2026-11-26T14:00:00Z")));
        at(5, new OperatorCommand("restart", "joe", "", Optional.empty()));
        restarted(5, 8);
        at(20, new OperatorCommand("resume", "joe", "", Optional.empty()));
        assertEquals(
                List.of(
                        "2026-11-26 13:00:00 +01:00  #1  operator  pause by joe: disks (until 2026-11-26 15:00:00 +01:00)",
                        "2026-11-26 13:00:05 +01:00  restart by joe, over after 3 s  (#2 to #5)",
                        "  13:00:05  operator    restart by joe",
                        "  13:00:05  started     restart of imapd on phys-a",
                        "  13:00:08  done        done after 2.1 s: restarted",
                        "  13:00:08  proved      3 roles served 2 times in a row",
                        "2026-11-26 13:00:20 +01:00  #6  operator  resume by joe"),
                shown());
    }

    @Test
    void manualActionThatDidNotHelpHasFailed() {
        at(5, new OperatorCommand("restart", "joe", "", Optional.empty()));
        at(5, new Intent("one", Action.RESTART, "imapd", Optional.of("phys-a"), Optional.empty(), false));
        at(7, new Outcome("one", Outcome.Result.FAILED, "refused", BigDecimal.ONE));
        assertEquals("2026-11-26 13:00:05 +01:00  restart by joe, failed after 2 s  (#1 to #3)", shown().get(0));
    }

    @Test
    void whatAnObserverCannotSeeBeginsNothing() {
        at(0, told(CheckKind.PROCESS, "UNKNOWN", "blind")).at(9, told(CheckKind.PROCESS, "OK", ""));
        assertEquals(List.of(), shown());
    }
}
