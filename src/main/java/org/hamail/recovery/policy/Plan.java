package org.hamail.recovery.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hamail.model.FaultRules;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.history.ActionEligibility;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.Evidence;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.history.Report;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.history.Suspicion;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence asks for, before any gate is looked at.
 *
 * @param suspicion the evidence that leads; of too little evidence the heaviest
 * @param action what is due; empty when the evidence is not enough
 * @param aboutOtherNodes evidence that blames a node which does not hold the logical host
 * @param failedRestart the restart whose failure makes a failover due
 * @param restarts in the window
 * @param ofStanding whether it is about a fault that stands, and not about what was reported
 */
record Plan(
        Situation situation,
        Optional<Suspicion> suspicion,
        Optional<Action> action,
        List<Evidence> aboutOtherNodes,
        Optional<ActionTrace> failedRestart,
        int restarts,
        boolean ofStanding) {
    /** First what may be acted on, then the local side before the remote one, then the newest. */
    private static final Comparator<Suspicion> PREFERENCE = Comparator.<Suspicion, Boolean>comparing(
                    each -> ActionEligibility.refusal(each.newest()) == null)
            .thenComparing(each -> each.series().observer() == Observer.LOCAL)
            .thenComparing(each -> each.newest().seq());

    /**
     * The answer to the latest notification while no decision has named it, and only its daemon is looked at; once it is
     * answered, everything that is suspected.
     */
    static Plan of(Situation situation) {
        FaultHistory history = situation.history();
        return of(
                situation,
                history.suspicionsWithLatest(situation.now()),
                history.latest().filter(report -> !report.decided()));
    }

    /** What {@code fault} asks for as soon as one more probe has found it still there. */
    static Plan ofStanding(Situation situation, StandingFault fault) {
        Evidence evidence = fault.evidence();
        int restarts = situation.history().restarts(situation.now());
        if (situation.active().filter(node -> !evidence.about(node)).isPresent()) {
            return ofOtherNode(situation, evidence, restarts);
        }
        Optional<ActionTrace> failed = situation.history().failedRestart(situation.now());
        var suspicion = new Suspicion(fault.series(), weightWithProbe(situation, fault), List.of(evidence));
        Optional<Suspicion> enough = Optional.of(suspicion).filter(Suspicion::enough);
        Optional<Action> due = enough.map(each -> due(each, failed.isPresent(), restarts, situation.settings()));
        return new Plan(situation, Optional.of(suspicion), due, List.of(), failed, restarts, true);
    }

    private static Plan ofOtherNode(Situation situation, Evidence evidence, int restarts) {
        return new Plan(
                situation, Optional.empty(), Optional.empty(), List.of(evidence), Optional.empty(), restarts, true);
    }

    /** A failing probe is enough beside a local report; beside remote ones it is one timeout more. */
    private static int weightWithProbe(Situation situation, StandingFault fault) {
        if (fault.series().observer() == Observer.LOCAL) {
            return Suspicion.ENOUGH;
        }
        int counting = 1 + fault.reports().size();
        return Suspicion.ENOUGH * counting / situation.settings().remoteFailures();
    }

    /** The answer to the latest notification, which no decision has named, when its own evidence is spent and its gate has opened since. */
    static Plan withoutSuspended(Situation situation) {
        FaultHistory history = situation.history();
        return of(situation, history.suspicions(situation.now()), history.latest());
    }

    /** Everything that is suspected, whatever the latest notification was about. */
    static Plan ofEverything(Situation situation) {
        return of(situation, situation.history().suspicions(situation.now()), Optional.empty());
    }

    private static Plan of(Situation situation, List<Suspicion> all, Optional<Report> asked) {
        FaultHistory history = situation.history();
        Optional<String> active = situation.active();
        List<Suspicion> here =
                active.map(node -> about(node, all, history.rules())).orElse(all);
        Optional<ActionTrace> failed = history.failedRestart(situation.now());
        int restarts = history.restarts(situation.now());
        Optional<Suspicion> leading = leading(history, here, asked);
        Optional<Action> due = leading.map(each -> due(each, failed.isPresent(), restarts, situation.settings()));
        List<Evidence> others = active.map(node -> aboutOtherNodes(all, node)).orElse(List.of());
        return new Plan(situation, leading.or(() -> heaviest(here, asked)), due, others, failed, restarts, false);
    }

    private static List<Suspicion> about(String active, List<Suspicion> all, FaultRules rules) {
        List<Suspicion> here = new ArrayList<>(all.size());
        for (Suspicion suspicion : all) {
            @Nullable Suspicion rest = suspicion.about(active, rules);
            if (rest != null) {
                here.add(rest);
            }
        }
        return here;
    }

    /** Whether the evidence that leads was recorded when it could not count. */
    boolean onSuspendedEvidence() {
        return suspicion.isPresent()
                && suspicion.get().evidence().stream()
                        .anyMatch(item -> item.suspension().isPresent());
    }

    private static Optional<Suspicion> leading(
            FaultHistory history, List<Suspicion> suspicions, Optional<Report> asked) {
        List<Suspicion> grave = grave(history, suspicions);
        return asked.isEmpty()
                ? grave.stream().max(PREFERENCE)
                : leading(grave, Series.of(asked.get().notification()));
    }

    private static Optional<Suspicion> leading(List<Suspicion> grave, Series series) {
        return grave.stream().anyMatch(each -> each.series().equals(series))
                ? grave.stream()
                        .filter(each -> each.series().daemon() == series.daemon())
                        .max(PREFERENCE)
                : Optional.empty();
    }

    private static List<Suspicion> grave(FaultHistory history, List<Suspicion> suspicions) {
        List<Suspicion> grave = new ArrayList<>(suspicions.size());
        for (Suspicion suspicion : suspicions) {
            if (suspicion.enough() && history.current(suspicion.newest())) {
                grave.add(suspicion);
            }
        }
        return grave;
    }

    private static Optional<Suspicion> heaviest(List<Suspicion> suspicions, Optional<Report> asked) {
        return suspicions.stream()
                .filter(each -> asked.isEmpty()
                        || each.series().equals(Series.of(asked.get().notification())))
                .max(PREFERENCE);
    }

    private static List<Evidence> aboutOtherNodes(List<Suspicion> all, String active) {
        List<Evidence> aboutOthers = new ArrayList<>(0);
        for (Suspicion suspicion : all) {
            for (Evidence item : suspicion.evidence()) {
                if (!item.about(active)) {
                    aboutOthers.add(item);
                }
            }
        }
        return aboutOthers;
    }

    /** Remote evidence alone never restarts; local evidence restarts while restarts are left. */
    private static Action due(Suspicion suspicion, boolean failed, int restarts, PolicySettings settings) {
        boolean restart =
                suspicion.series().observer() == Observer.LOCAL && !failed && restarts < settings.retryCount();
        return restart ? Action.RESTART : Action.FAILOVER;
    }

    boolean due(Action wanted) {
        return action.isPresent() && action.get() == wanted;
    }

    boolean local() {
        return suspicion.map(each -> each.series().observer() == Observer.LOCAL).orElse(false);
    }
}
