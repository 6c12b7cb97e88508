package org.hamail.operator.story;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hamail.model.Role;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.history.DecisionEffect;

/** The problems that were reported and of which nothing has shown that they are over. */
public final class OpenProblems {
    private final Map<NodeSeries, Set<Long>> reports = new HashMap<>();

    /**
     * A problem that the record {@code seq} reports.
     *
     * @return whether its series had none
     */
    public boolean add(Notification told, long seq) {
        Set<Long> known = reports.computeIfAbsent(NodeSeries.of(told), series -> new HashSet<>());
        boolean isNew = known.isEmpty();
        known.add(seq);
        return isNew;
    }

    /**
     * An OK: of one node it is none of the logical host; of the logical host it ends the problems of its nodes as well.
     *
     * @return whether it ended any
     */
    public boolean end(Notification told) {
        NodeSeries well = NodeSeries.of(told);
        return reports.keySet()
                .removeIf(problem ->
                        well.node().isEmpty() ? problem.series().equals(well.series()) : problem.equals(well));
    }

    /**
     * What hamail's own probe has seen served.
     *
     * @return whether it ended any
     */
    public boolean end(OwnProbe probe) {
        return reports.keySet()
                .removeIf(problem -> problem.series().daemon() == probe.daemon()
                        && problem.series().check() == probe.check()
                        && problem.mayBeOf(probe.node()));
    }

    /**
     * A decision that found a daemon healed, or that what led to it is about a node which does not hold the logical host. A
     * decision that names none of their records (an older journal) ends them all where it found healed.
     *
     * @return whether it belongs to these problems: a probe may have ended before what is found healed
     */
    public boolean end(DecisionRecord decision) {
        boolean healed = decision.rule().equals(DecisionEffect.HEALED);
        if (!healed && !decision.rule().equals(DecisionEffect.WRONG_NODE)) {
            return false;
        }
        boolean some = reports.values().removeIf(seqs -> !Collections.disjoint(seqs, decision.because()));
        if (healed && !some) {
            reports.clear();
        }
        return healed || some;
    }

    public void clear() {
        reports.clear();
    }

    public boolean isEmpty() {
        return reports.isEmpty();
    }

    /** Whether one of them is of {@code role}. */
    public boolean isOf(Role role) {
        return reports.keySet().stream().anyMatch(problem -> problem.series().daemon() == role);
    }
}
