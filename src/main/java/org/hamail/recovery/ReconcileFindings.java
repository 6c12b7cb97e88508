package org.hamail.recovery;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.HeldFault;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Situation;

/**
 * What a look at a logical host found.
 *
 * @param held the faults that stand
 * @param unreported problems that only the core shows and that no record tells of yet
 * @param due whether a worker has something to do now
 */
public record ReconcileFindings(Situation situation, List<HeldFault> held, List<CoreReport> unreported, boolean due) {
    public ReconcileFindings {
        held = List.copyOf(held);
        unreported = List.copyOf(unreported);
    }

    /** Whether a worker would only ask where the logical host is, because of what was told of another node. */
    public boolean asksOnlyForNode() {
        return due && !isLeftUndone(situation, held, unreported);
    }

    /** What stands and what holds it, a sentence for each fault. */
    public List<String> sentences() {
        Instant now = situation.now().time();
        return held.stream()
                .map(fault -> fault.sentence(now, ZoneId.systemDefault()))
                .toList();
    }

    /** The first fault that nothing holds and that nobody has probed. */
    public Optional<HeldFault> waiting() {
        return held.stream()
                .filter(fault -> fault.due() && fault.closed().isEmpty())
                .findFirst();
    }

    /** When the first gate opens by waiting; empty when there is none. */
    public Optional<Instant> nextOpening() {
        return held.stream().flatMap(fault -> fault.opensAt().stream()).min(Comparator.naturalOrder());
    }

    /** Whether anything is to be done whatever was told of another node: to decide, to probe, to act, or to find out. */
    static boolean isLeftUndone(Situation situation, List<HeldFault> held, List<CoreReport> unreported) {
        FaultHistory history = situation.history();
        boolean undecided = history.latest().filter(report -> !report.decided()).isPresent();
        if (undecided
                || history.undone(situation.now()).isPresent()
                || !history.unfinished().isEmpty()
                || !unreported.isEmpty()
                || held.stream().anyMatch(HeldFault::due)) {
            return true;
        }
        Decision decision = Policy.decide(situation);
        return decision.word().acts() || decision.othersDue();
    }
}
