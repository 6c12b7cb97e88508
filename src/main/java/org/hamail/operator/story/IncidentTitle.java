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
        return of(causes(incident))
                .or(() -> of(incident.entries()))
                .or(() -> probed(incident.entries()))
                .orElse("decided again");
    }

    private static List<Entry> causes(Incident incident) {
        return incident.first().event() instanceof OperatorCommand
                ? List.of()
                : firstDecisionToAct(incident)
                        .map(decision -> incident.entries().stream()
                                .filter(cause -> decision.because().contains(cause.seq()))
                                .map(cause -> report(cause, incident))
                                .toList())
                        .orElse(List.of());
    }

    /** Of a probe that found a fault that was held still there: what was reported of it. */
    private static Entry report(Entry cause, Incident incident) {
        return incident.entries().stream()
                .takeWhile(entry -> entry.seq() < cause.seq())
                .filter(entry -> cause.event() instanceof OwnProbe probe
                        && reported(entry.event())
                                .filter(told -> told.fault().isPresent()
                                        && told.daemon() == probe.daemon()
                                        && told.check() == probe.check())
                                .isPresent())
                .reduce((earlier, later) -> later)
                .orElse(cause);
    }

    /** What was reported, whether by a notification or by the core only. */
    static Optional<Notification> reported(Event event) {
        if (event instanceof CoreReport core) {
            return Optional.of(core.seen());
        }
        return event instanceof Notification told ? Optional.of(told) : Optional.empty();
    }

    private static Optional<DecisionRecord> firstDecisionToAct(Incident incident) {
        return incident.entries().stream()
                .flatMap(entry -> entry.event() instanceof DecisionRecord made ? Stream.of(made) : Stream.empty())
                .filter(made -> ACTS.contains(made.decision()))
                .findFirst();
    }

    private static Optional<String> of(List<Entry> entries) {
        return entries.stream().flatMap(entry -> of(entry.event()).stream()).findFirst();
    }

    /** Of an incident that nothing was reported in: what hamail itself has seen. */
    private static Optional<String> probed(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.event() instanceof OwnProbe probe ? Stream.of(probe) : Stream.empty())
                .map(probe -> probe.daemon().word() + " "
                        + probe.fault().orElse(probe.result().word()))
                .findFirst();
    }

    private static Optional<String> of(Event event) {
        if (event instanceof OperatorCommand act) {
            return Optional.of(act.verb() + " by " + act.who());
        }
        return event instanceof Intent intent
                ? Optional.of(intent.action().word() + " of " + intent.daemon())
                : reported(event).map(IncidentTitle::fault);
    }

    private static String fault(Notification told) {
        return told.daemon().word() + " " + told.fault().orElse(told.state());
    }
}
