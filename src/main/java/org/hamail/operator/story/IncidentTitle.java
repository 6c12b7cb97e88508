package org.hamail.operator.story;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.OwnProbe;

/** What an incident began with, or the fault for which something was done first, which is often another one. */
final class IncidentTitle {
    private static final Set<String> ACTS = Set.of("restart", "failover");

    private IncidentTitle() {}

    static String of(Incident incident) {
        if (incident.first().event() instanceof OperatorCommand) {
            return of(incident.entries());
        }
        List<Entry> causes = firstDecisionToAct(incident)
                .map(decision -> incident.entries().stream()
                        .filter(cause -> decision.because().contains(cause.seq()))
                        .map(cause -> report(cause, incident))
                        .toList())
                .orElse(List.of());
        return of(causes.isEmpty() ? incident.entries() : causes);
    }

    /** Of a probe that found a fault that was held still there: what was reported of it. */
    private static Entry report(Entry cause, Incident incident) {
        return incident.entries().stream()
                .takeWhile(entry -> entry.seq() < cause.seq())
                .filter(entry -> cause.event() instanceof OwnProbe probe
                        && entry.event() instanceof Notification told
                        && told.fault().isPresent()
                        && told.daemon() == probe.daemon()
                        && told.check() == probe.check())
                .reduce((earlier, later) -> later)
                .orElse(cause);
    }

    private static Optional<DecisionRecord> firstDecisionToAct(Incident incident) {
        return incident.entries().stream()
                .flatMap(entry -> entry.event() instanceof DecisionRecord made ? Stream.of(made) : Stream.empty())
                .filter(made -> ACTS.contains(made.decision()))
                .findFirst();
    }

    private static String of(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> of(entry.event()).stream())
                .findFirst()
                .orElse("decided again");
    }

    private static Optional<String> of(Event event) {
        if (event instanceof OperatorCommand act) {
            return Optional.of(act.verb() + " by " + act.who());
        } else if (event instanceof Notification told) {
            return Optional.of(fault(told));
        } else if (event instanceof CoreReport core) {
            return Optional.of(fault(core.seen()));
        }
        return event instanceof Intent intent
                ? Optional.of(intent.action().word() + " of " + intent.daemon())
                : Optional.empty();
    }

    private static String fault(Notification told) {
        return told.daemon().word() + " " + told.fault().orElse(told.state());
    }
}
