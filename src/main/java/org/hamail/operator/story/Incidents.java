package org.hamail.operator.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;
import org.jspecify.annotations.Nullable;

/**
 * Puts records together that belong together. A fault is over when every series that reported a problem has said OK, when
 * hamail's own probe has seen the daemon serve, or when an action was verified.
 */
public final class Incidents {
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, Part> actions = new HashMap<>();
    private @Nullable Part current;

    /** An incident as far as it has come. */
    private static final class Part {
        private final List<Entry> entries = new ArrayList<>();
        private final OpenProblems problems = new OpenProblems();
        private final Set<String> running = new HashSet<>();
        private @Nullable Entry end;

        Incident incident() {
            return new Incident(entries, Optional.ofNullable(end));
        }
    }

    private Incidents() {}

    /** Of all {@code records}, oldest first. */
    public static List<Incident> of(List<Entry> records) {
        var incidents = new Incidents();
        records.forEach(incidents::take);
        return incidents.parts.stream().map(Part::incident).toList();
    }

    private void take(Entry entry) {
        Event event = entry.event();
        if (event instanceof Notification told) {
            report(entry, told);
        } else if (event instanceof CoreReport core) {
            report(entry, core.seen());
        } else if (event instanceof OwnProbe probe) {
            probe(entry, probe);
        } else if (event instanceof DecisionRecord decision) {
            decision(entry, decision);
        } else if (event instanceof OperatorCommand act) {
            person(entry, act);
        } else {
            action(entry, event);
        }
    }

    /** What an observer cannot see begins nothing. */
    private void report(Entry entry, Notification told) {
        if (!told.state().equals("OK")) {
            if (current != null || !told.state().equals("UNKNOWN")) {
                Part part = add(entry);
                part.problems.add(told, entry.seq());
            }
        } else if (current != null && current.problems.end(told)) {
            add(entry);
            endIfOver(entry);
        }
    }

    private void probe(Entry entry, OwnProbe probe) {
        Part part = add(entry);
        if (probe.result() == OwnProbe.Result.SERVES) {
            part.problems.end(probe);
            endIfOver(entry);
        }
    }

    private void decision(Entry entry, DecisionRecord decision) {
        if (!decision.decision().equals("none")) {
            add(entry);
        } else if (current != null && current.problems.end(decision)) {
            add(entry);
            endIfOver(entry);
        }
    }

    private void person(Entry entry, OperatorCommand act) {
        Part part = add(entry);
        if (part.entries.size() == 1 && !act.asksForAction()) {
            part.end = entry;
            current = null;
        }
    }

    private void action(Entry entry, Event event) {
        if (event instanceof Intent intent) {
            Part part = add(entry);
            if (!intent.dryRun()) {
                part.running.add(intent.id());
                actions.put(intent.id(), part);
            }
        } else if (event instanceof Outcome outcome) {
            Part part = of(outcome.id(), entry);
            if (outcome.result() == Outcome.Result.FAILED) {
                part.running.remove(outcome.id());
                endIfOver(part, entry);
            }
        } else if (event instanceof Verification verification) {
            Part part = of(verification.id(), entry);
            part.running.remove(verification.id());
            if (verification.ok()) {
                part.problems.clear();
            }
            endIfOver(part, entry);
        }
    }

    /** That to which an action belongs, though it may have been over. */
    private Part of(String id, Entry entry) {
        Part part = actions.get(id);
        if (part == null || part == current) {
            return add(entry);
        }
        part.entries.add(entry);
        return part;
    }

    private Part add(Entry entry) {
        Part part = current;
        if (part == null) {
            part = new Part();
            parts.add(part);
            current = part;
        }
        part.entries.add(entry);
        return part;
    }

    private void endIfOver(Entry entry) {
        if (current != null) {
            endIfOver(current, entry);
        }
    }

    private void endIfOver(Part part, Entry entry) {
        if (part.problems.isEmpty() && part.running.isEmpty()) {
            part.end = entry;
            current = part == current ? null : current;
        }
    }
}
