package org.hamail.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.model.ClusterView.State;
import org.junit.jupiter.api.Test;

class ClusterViewTest {
    private static final Optional<String> NONE = Optional.empty();
    private static final Optional<String> ACTIVE = Optional.of("phys-a");

    @Test
    void nodeThatHoldsTheLogicalHostIsNoTarget() {
        ClusterView view = eligible("phys-a", "phys-b", "phys-c");
        assertEquals(Optional.of("phys-b"), view.target());
        assertEquals(NONE, words(view.obstacleToMove(view.target())));
        assertEquals(NONE, eligible("phys-a").target());
        assertEquals(
                Optional.of("node phys-a is not eligible: it holds the logical host already; eligible: phys-b, phys-c"),
                words(view.obstacleToMove(ACTIVE)));
    }

    @Test
    void reasonsAgainstATargetAreNamed() {
        ClusterView view = view(State.RUNNING, true, NONE, NONE);
        assertEquals(
                Optional.of("no other node is eligible: phys-b is in standby"),
                words(view.obstacleToMove(view.target())));
        assertEquals(
                Optional.of("node phys-b is not eligible: it is in standby; eligible: none"),
                words(view.obstacleToMove(Optional.of("phys-b"))));
        assertEquals(
                Optional.of("node phys-x is not eligible; eligible: none"),
                words(view.obstacleToMove(Optional.of("phys-x"))));
    }

    @Test
    void foreignConstraintIsInTheWayOfAMoveOnly() {
        ClusterView view = view(State.RUNNING, true, Optional.of("cli-ban-mail1"), NONE);
        assertEquals(NONE, words(view.obstacle()));
        assertEquals(
                Optional.of("a move constraint that hamail did not set is in force: cli-ban-mail1"),
                words(view.obstacleToMove(Optional.of("phys-b"))));
    }

    @Test
    void stateComesFirstWithAllThatIsKnown() {
        assertEquals(
                Optional.of("the service is stopped; the cluster has no quorum"),
                words(view(State.STOPPED, false, NONE, NONE).obstacle()));
        assertEquals(
                Optional.of("the service is in maintenance: mail1 is not managed"),
                words(view(State.MAINTENANCE, true, NONE, Optional.of("mail1 is not managed"))
                        .obstacle()));
        assertEquals(
                Optional.of("the service is on no node"),
                words(new ClusterView(NONE, State.RUNNING, List.of(), true, NONE).obstacle()));
    }

    @Test
    void quorumComesBeforeTheReasonThatTheEngineGives() {
        Optional<String> unclean = Optional.of("phys-b is unclean");
        assertEquals(
                Optional.of("the cluster has no quorum"),
                words(view(State.RUNNING, false, NONE, unclean).obstacle()));
        assertEquals(unclean, words(view(State.RUNNING, true, NONE, unclean).obstacle()));
    }

    private static ClusterView eligible(String... nodes) {
        return new ClusterView(ACTIVE, State.RUNNING, List.of(nodes), true, NONE);
    }

    private static ClusterView view(
            State state, boolean quorum, Optional<String> constraint, Optional<String> objection) {
        return new ClusterView(
                ACTIVE, state, List.of(), quorum, constraint, Map.of("phys-b", "is in standby"), objection);
    }

    private static Optional<String> words(Optional<Obstacle> obstacle) {
        return obstacle.map(Obstacle::words);
    }
}
