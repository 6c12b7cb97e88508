package org.hamail.operator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Outcome;
import org.junit.jupiter.api.Test;

/** Reports that name a node, of which only those count that are about the one that held the logical host. */
class JournalTranslatorTest {
    private final List<Entry> entries = new ArrayList<>();

    private JournalTranslatorTest then(Event event) {
        long seq = entries.size() + 1L;
        Instant time = Instant.parse("2026-11-22T12:00:00Z").plusSeconds(60 * seq);
        entries.add(new Entry(seq, new Moment(time, "boot-1", BigDecimal.valueOf(60 * seq)), event));
        return this;
    }

    private static Notification said(String node, String state) {
        return new Notification(
                Role.IMAPD,
                CheckKind.PROCESS,
                Observer.LOCAL,
                state,
                "HARD",
                "3",
                state.equals("OK") ? Optional.empty() : Optional.of("absent"),
                Optional.empty(),
                "DAEMON " + state,
                "UP",
                "0",
                Optional.empty(),
                Optional.of(node));
    }

    private static DecisionRecord decided(String rule, String engine, Long... because) {
        return new DecisionRecord(
                "none",
                rule,
                "told by a test",
                List.of(new Gate("engine", true, engine, "running", "test", 0L, null)),
                List.of(because));
    }

    private ReplayInput input() {
        return ReplayInput.ofJournals(Origin.JOURNAL, Map.of("mail1", entries));
    }

    private List<String> states() {
        return input().occurrences().stream()
                .filter(Occurrence.Reported.class::isInstance)
                .map(each -> ((Occurrence.Reported) each).said())
                .map(said -> said.state() + said.node().orElse(""))
                .toList();
    }

    private List<String> decisions() {
        ReplayInput input = input();
        var span = new ReplayReport.Span(
                Instant.ofEpochMilli(input.extent().first()),
                Instant.ofEpochMilli(input.extent().last()));
        return ReplayReport.of(input, span, Replays.RULES, List.of()).hosts().get(0).decisions().stream()
                .map(made -> made.decision() + " " + made.rule())
                .toList();
    }

    @Test
    void reportOfIdleNodeIsNoEvidence() {
        then(decided("recovered", "phys-a running"))
                .then(said("phys-b", "CRITICAL"))
                .then(said("phys-b", "OK"));
        assertEquals(List.of(), states());
        assertEquals(List.of(), decisions());
        assertEquals(0, input().undecidable().count());
    }

    @Test
    void whatIsReportedOfTheHolderIs() {
        then(said("phys-a", "CRITICAL")).then(decided("healed", "phys-a running, no quorum", 1L));
        assertEquals(List.of("CRITICAL"), states());
    }

    @Test
    void theHolderIsWhereItWasMovedTo() {
        then(new Intent("a", Action.FAILOVER, "all", Optional.of("phys-a"), Optional.of("phys-b"), false))
                .then(new Outcome("a", Outcome.Result.DONE, "", BigDecimal.ONE))
                .then(said("phys-a", "WARNING"))
                .then(said("phys-b", "CRITICAL"));
        assertEquals(List.of("CRITICAL"), states());
    }

    @Test
    void reportEndsWhenNodeLosesLogicalHost() {
        then(said("phys-a", "CRITICAL"))
                .then(decided("engine-state", "phys-a moving", 1L))
                .then(decided("wrong-node", "phys-b running", 1L));
        assertEquals(List.of("CRITICAL", "OK"), states());
    }

    @Test
    void whereNothingTellsTheHolderItIsUndecidable() {
        then(said("phys-a", "CRITICAL"));
        assertEquals(List.of(), states());
        assertEquals(1, input().undecidable().count());
    }
}
