package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hamail.model.ClusterView.State;
import org.hamail.model.Role;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wait for an action whose end nobody knows: as long as the engine may take, and only silences in a row end it before. */
class IndeterminateActionTest extends WithWorld {
    private static final Optional<State> MOVING = Optional.of(State.MOVING);
    private static final Optional<State> RUNNING = Optional.of(State.RUNNING);
    private static final Optional<State> LOST = Optional.empty();

    @BeforeEach
    void makeRestartIndeterminate() {
        world.served = false;
        world.restartEnd = ActionResult.End.INDETERMINATE;
        world.somebodyElseMends = true;
    }

    @Test
    void oneLostAnswerDoesNotEndTheWait() throws Exception {
        afterTheRestart(List.of(MOVING, MOVING, MOVING, LOST, MOVING, LOST, LOST, MOVING, LOST, RUNNING));
        assertTrue(verification().ok(), verification().detail());
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void severalInRowDoAndReasonIsTold() throws Exception {
        afterTheRestart(List.of(MOVING, LOST, LOST, LOST));
        assertFalse(verification().ok());
        assertEquals(
                "nothing to look at: the engine did not answer, 3 times in a row: the answer was lost",
                verification().detail());
    }

    @Test
    void engineIsWaitedForUpToItsLimit() throws Exception {
        world.engineTimeout = Duration.ofMinutes(12);
        afterTheRestart(Collections.nCopies(350, MOVING));
        assertTrue(verification().ok(), verification().detail());
    }

    @Test
    void andNoLonger() throws Exception {
        world.engineTimeout = Duration.ofMinutes(1);
        afterTheRestart(Collections.nCopies(30, MOVING));
        assertFalse(verification().ok());
        assertEquals(
                "nothing to look at: the engine says that the service is on phys-a and moving after waiting 60 s",
                verification().detail());
    }

    private void afterTheRestart(List<Optional<State>> answers) throws Exception {
        world.whileActing = () -> world.nextAnswers.addAll(answers);
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
    }

    private Verification verification() throws Exception {
        return world.journal().stream()
                .map(Entry::event)
                .filter(Verification.class::isInstance)
                .map(Verification.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
