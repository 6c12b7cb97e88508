package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.recovery.WithWorld;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.junit.jupiter.api.Test;

/** A rolling upgrade is a session: it ends, and it never moves a service whose state it does not know. */
class UpgradeTest extends WithWorld {
    private static final Operator.Request ALICE = new Operator.Request("alice", "", Optional.empty(), false);

    private Operator.Result next(Operator.Result.End end) throws Exception {
        Operator.Result result = new Upgrade(world.site(), ALICE).next();
        assertEquals(end, result.end(), result.sentence());
        return result;
    }

    private void done(int steps) throws Exception {
        for (int i = 0; i < steps; i++) {
            next(Operator.Result.End.DONE);
        }
    }

    private void nothingIsInProgress() throws Exception {
        assertTrue(new Upgrade(world.site(), ALICE).plan().get(0).startsWith("next"));
    }

    @Test
    void allStepsLeadBackToTheBeginning() throws Exception {
        done(5);
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
        nothingIsInProgress();
    }

    @Test
    void forgottenOneDoesNotGoOnMonthsLater() throws Exception {
        done(2);
        new Operator(world.site(), ALICE).on();
        world.pass(Duration.ofDays(150));
        assertTrue(next(Operator.Result.End.DONE).sentence().startsWith("step 1: paused"));
        assertEquals(List.of(), world.deeds);
    }

    @Test
    void hostPausedForMonthsBeginsUpgradeAgain() throws Exception {
        done(2);
        world.pass(Duration.ofDays(31));
        assertTrue(next(Operator.Result.End.DONE).sentence().startsWith("step 1: paused"));
        assertEquals(List.of(), world.deeds);
    }

    @Test
    void onOffAndResumeEndIt() throws Exception {
        done(2);
        new Operator(world.site(), ALICE).on();
        nothingIsInProgress();
        done(2);
        new Operator(world.site(), ALICE).off();
        nothingIsInProgress();
        new Operator(world.site(), ALICE).on();
        done(2);
        new Operator(world.site(), ALICE).resume();
        nothingIsInProgress();
    }

    /** Killed between its record and the switch: a new upgrade would move the service back. */
    @Test
    void lastStepThatWasKilledIsDoneAgain() throws Exception {
        done(4);
        try (Journal journal = world.site().openJournalPatiently()) {
            journal.append(new OperatorCommand("on", "alice", "", Optional.empty()));
        }
        assertEquals(
                "step 5: on: faults are acted on",
                next(Operator.Result.End.DONE).sentence());
        nothingIsInProgress();
    }

    @Test
    void abortEndsItAndSwitchesNothingOn() throws Exception {
        assertEquals(
                Operator.Result.End.REFUSED,
                new Upgrade(world.site(), ALICE).abort().end());
        done(2);
        Operator.Result ended = new Upgrade(world.site(), ALICE).abort();
        assertEquals(Operator.Result.End.DONE, ended.end());
        assertTrue(ended.sentence().endsWith("still paused until 'hamail resume'"), ended.sentence());
        nothingIsInProgress();
        assertEquals(Condition.PAUSED, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void upgradeSwitchNeedsNodeSeenBefore() throws Exception {
        done(2);
        world.active = "phys-b"; // by the cluster, or by hand
        assertTrue(next(Operator.Result.End.DONE).sentence().contains("moved to phys-b already"));
        assertEquals(List.of(), world.deeds);
    }

    @Test
    void serviceMovedBackIsNotTakenForUpgraded() throws Exception {
        done(3);
        world.active = "phys-a";
        assertTrue(next(Operator.Result.End.REFUSED).sentence().contains("was on phys-b at the last step"));
    }

    @Test
    void aSwitchThatFailedIsNotRepeatedBackwards() throws Exception {
        done(2);
        world.served = false;
        world.moveHelps = false;
        next(Operator.Result.End.FAILED);
        assertEquals("phys-b", world.active);
        next(Operator.Result.End.FAILED);
        world.served = true;
        next(Operator.Result.End.DONE);
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
    }

    /** The step was noted without a node, and the next one took the service for moved and verified it where it had been. */
    @Test
    void aStepAfterWhichNobodyKnowsWhereTheServiceIsIsDoneAgain() throws Exception {
        done(1);
        world.nextAnswers.add(Optional.of(ClusterView.State.RUNNING)); // to the step itself
        world.nextAnswers.add(Optional.empty());
        assertTrue(next(Operator.Result.End.FAILED).sentence().contains("does this step again"));
        done(4);
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
    }

    /** One that stood still, or of two people who gave it at once: it moved the service back where it had just come from. */
    @Test
    void aSwitchIsNotMadeAgainByWhoComesLate() throws Exception {
        done(2);
        world.afterAnswer = () -> done(2);
        assertTrue(next(Operator.Result.End.REFUSED).sentence().contains("meanwhile"));
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
    }

    /** Its note made the upgrade go on where it had been, and the next step moved the service back. */
    @Test
    void whoNotesAStepLateDoesNotTakeTheUpgradeBack() throws Exception {
        done(1);
        world.afterAnswer = () -> done(2);
        done(1);
        assertTrue(next(Operator.Result.End.DONE).sentence().startsWith("step 4"));
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
    }

    @Test
    void aPauseNeedsNoAnswerOfTheEngine() throws Exception {
        world.nextAnswers.add(Optional.empty());
        done(1);
        done(4);
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
    }

    @Test
    void upgradeStepNeedsPause() throws Exception {
        done(1);
        java.nio.file.Files.delete(stateDir.resolve("mail1/service.json"));
        next(Operator.Result.End.REFUSED);
    }

    @Test
    void stepsOfAnOlderVersionAreNoSession() throws Exception {
        try (Journal journal = world.site().openJournal()) {
            for (int step = 1; step < 3; step++) {
                journal.append(new org.hamail.recovery.event.OperatorCommand(
                        "upgrade", "bob", "step " + step + " of 5", Optional.empty()));
            }
        }
        nothingIsInProgress();
    }

    @Test
    void reasonOfPersonDoesNotHideStep() throws Exception {
        var request = new Operator.Request("alice", "ticket 7: new disks", Optional.empty(), false);
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    Operator.Result.End.DONE,
                    new Upgrade(world.site(), request).next().end());
        }
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
    }
}
