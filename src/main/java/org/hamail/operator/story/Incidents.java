package org.hamail.operator.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final List<OpenIncident> incidents = new ArrayList<>();
    private final Map<String, OpenIncident> actions = new HashMap<>();
    private @Nullable OpenIncident current;

    private Incidents() {}

    /** Of all {@code records}, oldest first. */
    public static List<Incident> of(List<Entry> records) {
        var all = new Incidents();
        records.forEach(all::take);
        return all.incidents.stream().map(OpenIncident::incident).toList();
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
                OpenIncident incident = add(entry);
                incident.problems().add(told, entry.seq());
            }
        } else if (current != null && current.problems().end(told)) {
            add(entry);
            endIfOver(entry);
        }
    }

    private void probe(Entry entry, OwnProbe probe) {
        OpenIncident incident = add(entry);
        if (probe.result() == OwnProbe.Result.SERVES) {
            incident.problems().end(probe);
            endIfOver(entry);
        }
    }

    private void decision(Entry entry, DecisionRecord decision) {
        if (!decision.decision().equals("none")) {
            add(entry);
        } else if (current != null && current.problems().end(decision)) {
            add(entry);
            endIfOver(entry);
        }
    }

    private void person(Entry entry, OperatorCommand act) {
        OpenIncident incident = add(entry);
        if (incident.hasOneRecord() && !act.asksForAction()) {
            incident.end(entry);
            current = null;
        }
    }

    private void action(Entry entry, Event event) {
        if (event instanceof Intent intent) {
            begin(entry, intent);
        } else if (event instanceof Outcome outcome) {
            OpenIncident incident = of(outcome.id(), entry);
            if (outcome.result() == Outcome.Result.FAILED) {
                incident.endAction(outcome.id());
                endIfOver(incident, entry);
            }
        } else if (event instanceof Verification verification) {
            OpenIncident incident = of(verification.id(), entry);
            incident.endAction(verification);
            endIfOver(incident, entry);
        }
    }

    private void begin(Entry entry, Intent intent) {
        OpenIncident incident = add(entry);
        if (!intent.dryRun()) {
            incident.begin(intent);
            actions.put(intent.id(), incident);
        }
    }

    /** That to which an action belongs, though it may have been over. */
    private OpenIncident of(String id, Entry entry) {
        OpenIncident incident = actions.get(id);
        if (incident == null || incident == current) {
            return add(entry);
        }
        incident.add(entry);
        return incident;
    }

    private OpenIncident add(Entry entry) {
        OpenIncident incident = current;
        if (incident == null) {
            incident = new OpenIncident();
            incidents.add(incident);
            current = incident;
        }
        incident.add(entry);
        return incident;
    }

    private void endIfOver(Entry entry) {
        if (current != null) {
            endIfOver(current, entry);
        }
    }

    private void endIfOver(OpenIncident incident, Entry entry) {
        if (incident.isOver()) {
            incident.end(entry);
            current = incident == current ? null : current;
        }
    }
}
