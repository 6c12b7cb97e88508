package org.hamail.operator.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.operator.story.HistoryLine;
import org.hamail.operator.story.Incident;
import org.hamail.recovery.event.ByHand;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.event.Verification;
import org.jspecify.annotations.Nullable;

/** The records of an incident by what they tell. */
final class IncidentFacts {
    private final Map<String, Repeated> seen = new LinkedHashMap<>();
    private final Map<String, Repeated> held = new LinkedHashMap<>();
    private final List<Fact> decided = new ArrayList<>();
    private final List<Fact> people = new ArrayList<>();
    private final Map<String, ActionFact> actions = new LinkedHashMap<>();

    /** What was told several times, or lasted: {@code who} saw it, or the rule that held. */
    record Repeated(String who, String what, Instant first, Instant last, int count) {
        Repeated again(Instant time) {
            return new Repeated(who, what, first, time, count + 1);
        }
    }

    /** Something at one moment; {@code who} did it, or the rule by which it was decided. */
    record Fact(Instant time, String who, String what) {}

    /** An action with its end; null where it is not known. */
    record ActionFact(
            Instant begun,
            String words,
            String by,
            @Nullable Outcome outcome,
            @Nullable Instant proofTime,
            @Nullable Verification proof) {}

    private IncidentFacts() {}

    static IncidentFacts of(Incident incident) {
        var facts = new IncidentFacts();
        Optional<Entry> before = Optional.empty();
        for (Entry entry : incident.entries()) {
            facts.take(entry, before);
            before = Optional.of(entry);
        }
        return facts;
    }

    private void take(Entry entry, Optional<Entry> before) {
        Instant time = entry.at().time();
        Event event = entry.event();
        if (event instanceof Notification told) {
            see(time, told, "");
        } else if (event instanceof CoreReport core) {
            see(time, core.seen(), ", shown by the core only");
        } else if (event instanceof OwnProbe probe) {
            repeat(
                    seen,
                    "hamail's own probe",
                    probe.daemon().word() + " " + probe.check().word() + " "
                            + probe.result().word() + ": " + probe.detail(),
                    time);
        } else if (event instanceof DecisionRecord decision
                && decision.decision().equals("hold")) {
            repeat(held, decision.rule(), decision.reason(), time);
        } else if (event instanceof DecisionRecord decision) {
            decided.add(new Fact(time, decision.rule(), decision.decision() + ": " + decision.reason()));
        } else if (event instanceof OperatorCommand act) {
            people.add(new Fact(time, act.who(), act.verb() + (act.reason().isEmpty() ? "" : ": " + act.reason())));
        } else {
            action(time, event, before);
        }
    }

    private void see(Instant time, Notification told, String more) {
        String node = told.node().map(name -> " on " + HistoryLine.said(name)).orElse("");
        String fault = told.fault().map(each -> " [" + each + "]").orElse("");
        repeat(seen, Series.of(told).words(), HistoryLine.said(told.state()) + fault + node + more, time);
    }

    private static void repeat(Map<String, Repeated> all, String who, String what, Instant time) {
        all.merge(who + "\n" + what, new Repeated(who, what, time, time, 1), (known, next) -> known.again(time));
    }

    private void action(Instant time, Event event, Optional<Entry> before) {
        if (event instanceof Intent intent) {
            begin(time, intent, before);
        } else if (event instanceof Outcome outcome) {
            actions.computeIfPresent(
                    outcome.id(), (id, act) -> new ActionFact(act.begun(), act.words(), act.by(), outcome, null, null));
        } else if (event instanceof Verification proof) {
            actions.computeIfPresent(
                    proof.id(),
                    (id, act) -> new ActionFact(act.begun(), act.words(), act.by(), act.outcome(), time, proof));
        }
    }

    private void begin(Instant time, Intent intent, Optional<Entry> before) {
        String target = intent.to()
                .map(to -> " from " + intent.from().orElse("?") + " to " + to)
                .orElse("");
        String words =
                ByHand.word(intent, before) + " of " + intent.daemon() + target + (intent.dryRun() ? " (dry run)" : "");
        String by = ByHand.isAsked(before) ? "by hand" : "hamail";
        actions.put(intent.id(), new ActionFact(time, words, by, null, null, null));
    }

    List<Repeated> seen() {
        return List.copyOf(seen.values());
    }

    List<Repeated> held() {
        return List.copyOf(held.values());
    }

    List<Fact> decided() {
        return decided;
    }

    List<Fact> people() {
        return people;
    }

    List<ActionFact> actions() {
        return List.copyOf(actions.values());
    }
}
