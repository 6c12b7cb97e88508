package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.journal.Journal;
import org.junit.jupiter.api.Test;

/** How an action is said to have ended, for each way in which it can. */
class ActionRunnerTest extends WorldTest {
    private static final Intent RESTART =
            new Intent("r", Action.RESTART, "all", Optional.of("phys-a"), Optional.empty(), false);
    private static final Intent MOVE =
            new Intent("m", Action.FAILOVER, "imapd", Optional.of("phys-a"), Optional.of("phys-b"), false);

    @Test
    void actionIsVerifiedOnIntendedNode() throws Exception {
        assertTrue(verified(RESTART));
        assertEquals("phys-a", world.lookedAt.get(world.lookedAt.size() - 1));
        world.served = false;
        assertTrue(verified(MOVE));
        assertEquals("phys-b", world.lookedAt.get(world.lookedAt.size() - 1));
    }

    @Test
    void whatWasDoneInVainIsNotVerified() throws Exception {
        world.restartHelps = false;
        assertFalse(verified(RESTART));
        world.moveHelps = false;
        assertFalse(verified(MOVE));
    }

    @Test
    void refusalIsFailureUnlessServiceIsWell() throws Exception {
        world.restartEnd = ActionResult.End.FAILED;
        assertFalse(verified(RESTART));
        assertEquals(List.of(), events(Verification.class));
        world.somebodyElseMends = true;
        assertTrue(verified(RESTART));
        String detail = events(Verification.class).get(0).detail();
        assertTrue(detail.startsWith("refused, but served on phys-a"), detail);
    }

    @Test
    void refusalIsJudgedWhereServiceIsNow() throws Exception {
        world.restartEnd = ActionResult.End.FAILED;
        world.whileActing = () -> world.active = "phys-b";
        assertFalse(verified(RESTART));
        assertEquals("phys-b", world.lookedAt.get(world.lookedAt.size() - 1));
        world.active = "phys-a";
        world.somebodyElseMends = true;
        assertTrue(verified(RESTART));
    }

    @Test
    void refusedMoveHasFailedThoughServiceIsWell() throws Exception {
        world.served = true;
        world.moveEnd = ActionResult.End.FAILED;
        assertFalse(verified(MOVE));
        assertEquals(List.of(), events(Verification.class));
    }

    @Test
    void refusalByEngineThenSilentIsFailure() throws Exception {
        world.restartEnd = ActionResult.End.FAILED;
        world.whileActing = () -> world.nextAnswers.addAll(Collections.nCopies(20, Optional.empty()));
        assertFalse(verified(RESTART));
        assertEquals(Outcome.Result.FAILED, events(Outcome.class).get(0).result());
        assertEquals(List.of(), events(Verification.class));
    }

    /** Another monitoring server may have been first: a service that cannot be seen may be moving, or well. */
    @Test
    void refusalWithUnseenServiceIsResolvedLater() throws Exception {
        world.restartEnd = ActionResult.End.FAILED;
        world.whileActing = () -> world.engineSilent = true;
        assertFalse(verified(RESTART));
        assertEquals(Outcome.Result.INDETERMINATE, events(Outcome.class).get(0).result());
        assertEquals(List.of(), events(Verification.class));
        assertEquals(Optional.empty(), world.history().failedRestart(world.now()));
        world.engineSilent = false;
        world.served = true;
        assertTrue(new ActionRunner(world.site()).resolve(world.history().unfinished()));
        assertTrue(events(Verification.class).get(0).ok());
        assertEquals(1, events(Outcome.class).size());
    }

    @Test
    void refusalDuringMoveHasNotFailed() throws Exception {
        world.moveEnd = ActionResult.End.FAILED;
        world.nextAnswers.addAll(Collections.nCopies(200, Optional.of(ClusterView.State.MOVING)));
        assertFalse(verified(MOVE));
        assertEquals(Outcome.Result.INDETERMINATE, events(Outcome.class).get(0).result());
        assertEquals(1, world.history().unfinished().size());
        world.nextAnswers.clear();
        world.active = "phys-b";
        world.served = true;
        assertTrue(new ActionRunner(world.site()).resolve(world.history().unfinished()));
        assertEquals(List.of(), world.history().hardStops());
    }

    @Test
    void refusedRestartOfLostServiceHasFailed() throws Exception {
        world.restartEnd = ActionResult.End.FAILED;
        world.isNowhere = true;
        assertFalse(verified(RESTART));
        assertEquals(Outcome.Result.FAILED, events(Outcome.class).get(0).result());
    }

    @Test
    void whatEngineDidNotBeginIsNoAction() throws Exception {
        world.restartEnd = ActionResult.End.NOT_TRIED;
        assertFalse(verified(RESTART));
        world.moveEnd = ActionResult.End.NOT_TRIED;
        assertFalse(verified(MOVE));
        assertEquals(
                "moved by a test, nothing was tried",
                events(Outcome.class).get(1).detail());
        assertEquals(List.of(), world.history().actions());
    }

    @Test
    void actionSupersededByAnotherIsVerifiedAtService() throws Exception {
        world.restartEnd = ActionResult.End.NOT_TRIED;
        world.whileActing = () -> world.active = "phys-b";
        world.somebodyElseMends = true;
        assertTrue(verified(RESTART));
        assertEquals("phys-b", world.lookedAt.get(world.lookedAt.size() - 1));
        assertTrue(world.history().lastVerified().isPresent());
    }

    /** What a command prints is in the detail as well. */
    @Test
    void onlyWeCanSayThatNothingWasTried() throws Exception {
        world.restartEnd = ActionResult.End.FAILED;
        world.restartDetail = "the restart command exited with 1: locked, nothing was tried";
        assertFalse(verified(RESTART));
        assertTrue(world.history().failedRestart(world.now()).isPresent());
    }

    @Test
    void unknownOutcomeIsResolvedByLooking() throws Exception {
        world.restartEnd = ActionResult.End.INDETERMINATE;
        assertFalse(verified(RESTART));
        world.somebodyElseMends = true;
        assertTrue(verified(RESTART));
        world.whileActing = () -> world.engineSilent = true;
        assertFalse(verified(RESTART));
    }

    @Test
    void deadWorkersActionNeedsAnswerOfEngine() throws Exception {
        record(RESTART);
        world.engineSilent = true;
        assertFalse(new ActionRunner(world.site()).resolve(world.history().unfinished()));
        assertEquals(List.of(), events(Outcome.class), "everything stays as it is for the next worker");
        world.engineSilent = false;
        assertTrue(new ActionRunner(world.site()).resolve(world.history().unfinished()));
        assertEquals(Outcome.Result.INDETERMINATE, events(Outcome.class).get(0).result());
        assertFalse(events(Verification.class).get(0).ok());
    }

    @Test
    void aReasonThatIsTooLongIsCut() throws Exception {
        new ActionRunner(world.site()).giveUp(RESTART, "x".repeat(2001));
        Outcome outcome = events(Outcome.class).get(0);
        assertEquals("x".repeat(2000) + ", nothing was tried", outcome.detail());
        assertFalse(outcome.wasTried());
    }

    private boolean verified(Intent intent) throws Exception {
        record(intent);
        return new ActionRunner(world.site()).run(intent).verified();
    }

    private void record(Event event) throws Exception {
        try (Journal journal = world.site().openJournal()) {
            journal.append(event);
        }
    }

    private <E extends Event> List<E> events(Class<E> type) throws Exception {
        return world.journal().stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
