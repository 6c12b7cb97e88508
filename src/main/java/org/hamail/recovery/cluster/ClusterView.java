package org.hamail.recovery.cluster;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the engine says of one logical host at one moment.
 *
 * @param active the node that holds it; empty when none does
 * @param eligible the other configured nodes that could take it, in order of preference
 * @param quorum whether the cluster may act; engines without the notion say true
 * @param foreignConstraint a move constraint of somebody else, if there is one
 */
public record ClusterView(
        Optional<String> active,
        State state,
        List<String> eligible,
        boolean quorum,
        Optional<String> foreignConstraint) {
    public ClusterView {
        eligible = List.copyOf(eligible);
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
