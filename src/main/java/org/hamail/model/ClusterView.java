package org.hamail.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the engine says of one logical host at one moment.
 *
 * @param active the node that holds it; empty when none does
 * @param eligible the other configured nodes that could take it, in order of preference
 * @param quorum whether the cluster may act; engines without the notion say true
 * @param foreignConstraint a move constraint of somebody else, if there is one
 * @param unfit the known reason against each configured node that could not take it
 * @param objection why the engine must not be told to do anything now, whatever the state; empty when it may
 */
public record ClusterView(
        Optional<String> active,
        State state,
        List<String> eligible,
        boolean quorum,
        Optional<String> foreignConstraint,
        Map<String, String> unfit,
        Optional<String> objection) {
    public ClusterView {
        eligible = List.copyOf(eligible);
        unfit = Map.copyOf(unfit);
    }

    /** Of an engine that gives no reasons. */
    public ClusterView(
            Optional<String> active,
            State state,
            List<String> eligible,
            boolean quorum,
            Optional<String> foreignConstraint) {
        this(active, state, eligible, quorum, foreignConstraint, Map.of(), Optional.empty());
    }

    /** The nodes that could not take it, each with its reason, in a sentence for people; empty when none is known. */
    public String whyNot() {
        return unfit.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    /** What the engine is doing with the logical host. */
    public enum State {
        RUNNING,
        STOPPED,
        MOVING,
        MAINTENANCE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
