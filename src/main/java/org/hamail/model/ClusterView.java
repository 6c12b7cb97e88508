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
 * @param foreignConstraint a move constraint that hamail did not set, if there is one
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
    private static final String NO_QUORUM = "the cluster has no quorum";

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

    /** What stands against telling the engine to do anything with the logical host; empty when nothing does. */
    public Optional<Obstacle> obstacle() {
        if (active.isEmpty() || state != State.RUNNING) {
            String found = state == State.RUNNING ? "on no node" : state.words();
            String reason = objection.map(text -> ": " + text).orElse("");
            return obstacle(Obstacle.Kind.STATE, "the service is " + found + reason + (quorum ? "" : "; " + NO_QUORUM));
        }
        return quorum
                ? objection.map(text -> new Obstacle(Obstacle.Kind.OBJECTION, text))
                : obstacle(Obstacle.Kind.QUORUM, NO_QUORUM);
    }

    /** What stands against a move to {@code target} beside {@link #obstacle}; empty when nothing does. */
    public Optional<Obstacle> obstacleToMove(Optional<String> target) {
        if (foreignConstraint.isPresent()) {
            return obstacle(
                    Obstacle.Kind.CONSTRAINT,
                    "a move constraint that hamail did not set is in force: " + foreignConstraint.get());
        } else if (target.isEmpty()) {
            return obstacle(
                    Obstacle.Kind.TARGET, "no other node is eligible" + (unfit.isEmpty() ? "" : ": " + whyNot()));
        }
        return isTarget(target.get()) ? Optional.empty() : obstacle(Obstacle.Kind.TARGET, whyNot(target.get()));
    }

    private static Optional<Obstacle> obstacle(Obstacle.Kind kind, String words) {
        return Optional.of(new Obstacle(kind, words));
    }

    /** The node to which a failover moves the logical host: the first eligible one that does not hold it already. */
    public Optional<String> target() {
        return eligible.stream().filter(this::isTarget).findFirst();
    }

    private boolean isTarget(String node) {
        return !node.isEmpty() && eligible.contains(node) && !active.equals(Optional.of(node));
    }

    private String whyNot(String node) {
        String others = eligible.stream().filter(this::isTarget).collect(Collectors.joining(", "));
        String reason = active.equals(Optional.of(node)) ? "holds the logical host already" : unfit.get(node);
        return "node " + node + " is not eligible" + (reason == null ? "" : ": it " + reason) + "; eligible: "
                + (others.isEmpty() ? "none" : others);
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

        /** Behind "the service is". */
        String words() {
            return this == MAINTENANCE ? "in maintenance" : word();
        }
    }
}
