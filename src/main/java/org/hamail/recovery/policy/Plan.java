package org.hamail.recovery.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.cluster.ClusterView;
import org.hamail.recovery.fault.Action;
import org.hamail.recovery.fault.ActionTrace;
import org.hamail.recovery.fault.Evidence;
import org.hamail.recovery.fault.FaultHistory;
import org.hamail.recovery.fault.Observer;
import org.hamail.recovery.fault.Suspicion;

/**
 * What the evidence asks for, before any gate is looked at.
 *
 * @param suspicion the evidence that leads; of too little evidence the heaviest
 * @param action what is due; empty when the evidence is not enough
 * @param strangers evidence that blames a node which does not hold the logical host
 * @param failedRestart the restart whose failure makes a failover due
 * @param restarts in the window
 */
record Plan(
        Situation situation,
        Optional<Suspicion> suspicion,
        Optional<Action> action,
        List<Evidence> strangers,
        Optional<ActionTrace> failedRestart,
        int restarts) {

    static Plan of(Situation situation) {
        FaultHistory history = situation.history();
        List<Suspicion> all = history.suspicions(situation.now());
        Optional<String> active = active(situation);
        List<Suspicion> here = active.isEmpty() ? all : history.suspicions(situation.now(), active);
        List<Evidence> strangers = active.map(node -> strangers(all, node)).orElse(List.of());
        Optional<ActionTrace> failed = history.failedRestart(situation.now());
        int restarts = history.restarts(situation.now());
        Optional<Suspicion> leading = here.stream()
                .filter(each -> each.enough() && history.current(each.newest()))
                .max(preference());
        Optional<Action> action = leading.map(each -> due(each, failed.isPresent(), restarts, situation.settings()));
        return new Plan(
                situation, leading.or(() -> here.stream().max(preference())), action, strangers, failed, restarts);
    }

    private static Optional<String> active(Situation situation) {
        return situation.engine() instanceof Reading.Known<ClusterView> known
                ? known.value().active()
                : Optional.empty();
    }

    private static List<Evidence> strangers(List<Suspicion> all, String active) {
        return all.stream()
                .flatMap(each -> each.evidence().stream())
                .filter(item -> !item.about(active))
                .toList();
    }

    /** Remote evidence alone never restarts; local evidence restarts while restarts are left. */
    private static Action due(Suspicion suspicion, boolean failed, int restarts, PolicySettings settings) {
        boolean restart =
                suspicion.series().observer() == Observer.LOCAL && !failed && restarts < settings.retryCount();
        return restart ? Action.RESTART : Action.FAILOVER;
    }

    /** First what may be acted on, then the local side before the remote one, then the newest. */
    private static Comparator<Suspicion> preference() {
        return Comparator.<Suspicion, Boolean>comparing(each -> ActedOn.refusal(each.newest()) == null)
                .thenComparing(each -> each.series().observer() == Observer.LOCAL)
                .thenComparing(each -> each.newest().seq());
    }

    boolean due(Action wanted) {
        return action.isPresent() && action.get() == wanted;
    }

    boolean local() {
        return suspicion.map(each -> each.series().observer() == Observer.LOCAL).orElse(false);
    }
}
