package org.hamail.operator.story;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hamail.model.Role;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.history.EvidenceConsumption;

/** The problems that were reported and of which nothing has shown that they are over. */
public final class OpenProblems {
    private final Map<NodeSeries, Long> newest = new HashMap<>();

    /** A problem that the record {@code seq} reports. */
    public void add(Notification told, long seq) {
        newest.put(NodeSeries.of(told), seq);
    }

    /**
     * An OK: of one node it is none of the logical host; of the logical host it ends the problems of its nodes as well.
     *
     * @return whether it ended any
     */
    public boolean end(Notification told) {
        NodeSeries well = NodeSeries.of(told);
        return newest.keySet()
                .removeIf(problem ->
                        well.node().isEmpty() ? problem.series().equals(well.series()) : problem.equals(well));
    }

    /** What hamail's own probe has seen served. */
    public void end(OwnProbe probe) {
        newest.keySet()
                .removeIf(problem -> problem.series().daemon() == probe.daemon()
                        && problem.series().check() == probe.check()
                        && problem.mayBeOf(probe.node()));
    }

    /**
     * A decision that found everything healed, or what led to it on a node that does not hold the logical host.
     *
     * @return whether it was such a decision
     */
    public boolean end(DecisionRecord decision) {
        if (decision.rule().equals(EvidenceConsumption.HEALED)) {
            newest.clear();
            return true;
        }
        return decision.rule().equals(EvidenceConsumption.WRONG_NODE)
                && newest.values().removeAll(Set.copyOf(decision.because()));
    }

    public void clear() {
        newest.clear();
    }

    public boolean isEmpty() {
        return newest.isEmpty();
    }

    /** Whether one of them is of {@code role}. */
    public boolean isOf(Role role) {
        return newest.keySet().stream().anyMatch(problem -> problem.series().daemon() == role);
    }
}
