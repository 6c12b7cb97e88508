package org.hamail.recovery.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hamail.model.ClusterView;
import org.hamail.model.Role;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.hamail.recovery.policy.Situation.Storm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer that a worker needs, in every way in which it can fail to be one: nothing is done, and the gate says why. */
class FailClosedTest {
    /** One cell of the matrix. */
    record Cell(String gate, String trouble, boolean onlyFailover, UnaryOperator<Situation> reading) {
        @Override
        public String toString() {
            return gate + " " + trouble;
        }
    }

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String trouble : List.of("time-out", "missing", "garbage", "permission denied")) {
            cells.add(new Cell("service", trouble, false, s -> Story.switched(s, unreadable(trouble))));
            cells.add(new Cell("progress", trouble, false, s -> s.withOtherWorker(unreadable(trouble))));
            cells.add(new Cell("engine", trouble, false, s -> s.with(Question.ENGINE, unreadable(trouble))));
            cells.add(new Cell("confirm", trouble, false, s -> s.with(Question.CONFIRM, unreadable(trouble))));
            cells.add(new Cell("storm", trouble, true, s -> s.with(Question.STORM, unreadable(trouble))));
            cells.add(new Cell("directory", trouble, true, s -> s.with(Question.DIRECTORY, unreadable(trouble))));
            cells.add(new Cell("sanity", trouble, true, s -> s.with(Question.SANITY, unreadable(trouble))));
            cells.add(new Cell("target", trouble, true, s -> s.with(Question.ENGINE, unreadable(trouble))));
        }
        for (long age : List.of(301L, 100_000L, -1L)) {
            String trouble = age + " s old";
            cells.add(new Cell("engine", trouble, false, s -> s.with(Question.ENGINE, aged(Story.view(), age))));
            cells.add(new Cell("confirm", trouble, false, s -> s.with(Question.CONFIRM, aged(failing(), age))));
            cells.add(new Cell("directory", trouble, true, s -> s.with(Question.DIRECTORY, aged(true, age))));
            cells.add(new Cell("sanity", trouble, true, s -> s.with(Question.SANITY, aged(true, age))));
            cells.add(new Cell("target", trouble, true, s -> s.with(Question.ENGINE, aged(Story.view(), age))));
        }
        cells.add(new Cell(
                "engine",
                "holds it nowhere and runs it",
                false,
                s -> s.with(Question.ENGINE, Story.known(view(Optional.empty(), List.of("phys-b"))))));
        cells.add(new Cell(
                "engine",
                "node2 is unclean",
                false,
                s -> s.with(Question.ENGINE, Story.known(forbidding("node2 is unclean")))));
        cells.add(new Cell(
                "target",
                "only the node that holds it",
                true,
                s -> s.with(Question.ENGINE, Story.known(view(Optional.of("phys-a"), List.of("phys-a"))))));
        cells.add(new Cell(
                "target",
                "a node without a name",
                true,
                s -> s.with(Question.ENGINE, Story.known(view(Optional.of("phys-a"), List.of(""))))));
        cells.add(new Cell(
                "storm",
                "a count below nothing",
                true,
                s -> s.with(Question.STORM, Story.known(new Storm(-1, Optional.empty())))));
        cells.add(new Cell(
                "confirm",
                "local evidence, served locally",
                false,
                s -> s.with(Question.CONFIRM, Story.known(new Confirmation.ServedLocally("220 ready")))));
        return cells;
    }

    private static <T> Reading<T> unreadable(String trouble) {
        return new Reading.Unreadable<>(trouble, "test");
    }

    private static <T> Reading<T> aged(T value, long age) {
        return new Reading.Known<>(value, "test", age);
    }

    private static Confirmation failing() {
        return new Confirmation.StillFailing("no answer");
    }

    private static ClusterView forbidding(String reason) {
        ClusterView view = Story.view();
        return new ClusterView(
                view.active(), view.state(), view.eligible(), true, Optional.empty(), Map.of(), Optional.of(reason));
    }

    private static ClusterView view(Optional<String> active, List<String> eligible) {
        return new ClusterView(active, ClusterView.State.RUNNING, eligible, true, Optional.empty());
    }

    private static Story fault(boolean failover) {
        Story story = new Story();
        story.settings = Story.retryCount(failover ? 0 : 2);
        return story.then(Story.absent(Role.IMAPD));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aFailoverIsRefused(Cell cell) {
        refused(cell, fault(true));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void restartIsRefusedUnlessGateIsFailoverOnly(Cell cell) {
        if (cell.onlyFailover()) {
            Gate gate =
                    Story.gate(Policy.decide(cell.reading().apply(fault(false).worker())), cell.gate());
            assertEquals("not needed", gate.value());
        } else {
            refused(cell, fault(false));
        }
    }

    private static void refused(Cell cell, Story story) {
        Decision decision = Policy.decide(cell.reading().apply(story.worker()));
        assertFalse(decision.complete());
        assertEquals(Decision.Word.HOLD, decision.word());
        Gate gate = Story.gate(decision, cell.gate());
        assertEquals(false, gate.open());
        assertNotEquals(null, gate.value());
        assertNotEquals(null, gate.source());
    }

    @Test
    void sameFaultsAreActedOnWithOpenGates() {
        assertEquals("restart-absent", fault(false).decide().rule());
        assertEquals("failover-budget", fault(true).decide().rule());
    }

    @Test
    void aSwitchThatContradictsTheJournalRefuses() {
        Story story = new Story().operator("pause").then(Story.absent(Role.IMAPD));
        assertEquals("service-contradictory", story.decide().rule());
    }
}
