package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hamail.io.LockHolder;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.operator.Operator;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.junit.jupiter.api.Test;

/**
 * A worker was stopped, or slept with its machine, and the world went on: it asks everything again. The engine is asked three
 * times before a restart: for the decision, after the probes, and right before the action.
 */
class StoodStillTest extends WorldTest {
    private static final Operator.Request ALICE = new Operator.Request("alice", "work", Optional.empty(), false);

    @Test
    void whatHealedInLongSleepIsLeftAlone() throws Exception {
        afterTheProbes(() -> {
            world.pass(Duration.ofHours(8));
            world.served = true;
        });
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of(), world.deeds);
    }

    @Test
    void faultHealedDuringPausedMachineIsLeftAlone() throws Exception {
        afterTheProbes(() -> {
            world.passOnTheClock(Duration.ofMinutes(20));
            world.served = true;
        });
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of(), world.deeds);
        assertEquals("healed", decisions().get(decisions().size() - 1).rule());
    }

    /** Less than the engine may take to answer, and more than an own probe may. */
    @Test
    void agedOwnProbeIsRepeatedOnce() throws Exception {
        afterTheProbes(() -> {
            world.pass(Duration.ofSeconds(40));
            world.served = true;
        });
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of(), world.deeds);
    }

    @Test
    void engineThatIsAlwaysSlowIsStillUsed() throws Exception {
        for (int i = 0; i < 20; i++) {
            world.whileAsking.add(() -> world.pass(Duration.ofSeconds(100)));
        }
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void whatPersonMovedBeforeActionIsLeftAlone() throws Exception {
        atTheLastLook(() -> {
            world.active = "phys-b";
            world.served = true;
        });
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of(), world.deeds);
        assertEquals(List.of("the service is on phys-b and running now, nothing was tried"), details());
        new Worker(world.site()).reconcile();
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void whatClusterLostBeforeActionIsLeftAlone() throws Exception {
        atTheLastLook(() -> world.quorum = false);
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of(), world.deeds);
        assertEquals(List.of("the cluster has no quorum, nothing was tried"), details());
    }

    @Test
    void moveNotTakenByClusterIsNotBegun() throws Exception {
        for (Runnable loss : List.<Runnable>of(
                () -> world.otherIsFit = false, () -> world.foreignConstraint = Optional.of("cli-ban-mail1"))) {
            world = new World(Files.createTempDirectory(stateDir, "world"));
            world.served = false;
            atTheLastLook(loss);
            world.tellUnheard(World.timeout(Role.IMAPD, Observer.REMOTE, "1"));
            world.tell(World.timeout(Role.IMAPD, Observer.REMOTE, "2"));
            assertEquals(List.of(), world.deeds);
            assertTrue(details().get(0).endsWith(", nothing was tried"), details()::toString);
        }
    }

    /** An intent that was given up is no restart that did not help. */
    @Test
    void standstillBeforeActionAsksEverythingAgain() throws Exception {
        atTheLastLook(() -> world.pass(Duration.ofMinutes(10)));
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
        assertEquals(
                List.of(
                        "the worker was held up for 600 s between decision and action, and decides again,"
                                + " nothing was tried",
                        "restarted by a test"),
                details());
    }

    /** Each is young enough at the decision; together with the last look they are not. */
    @Test
    void answersBeforeActionAreBoundedInAge() throws Exception {
        world.disturbedAt = 3;
        world.disturbance = () -> world.pass(Duration.ofSeconds(200)); // the directory
        world.whileAsking.addAll(List.of(() -> {}, () -> {}, () -> {}, () -> world.pass(Duration.ofSeconds(200))));
        world.tellUnheard(World.timeout(Role.IMAPD, Observer.REMOTE, "1"));
        world.tell(World.timeout(Role.IMAPD, Observer.REMOTE, "2"));
        assertEquals(
                "the answers that it was decided by are too old, nothing was tried",
                details().get(0));
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
    }

    @Test
    void theSwitchIsReadLastOfAll() throws Exception {
        atTheLastLook(() -> {
            try {
                new Operator(world.site(), ALICE).pause();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of(), world.deeds);
        assertEquals(List.of("the service was switched to paused by alice, nothing was tried"), details());
        assertEquals("paused", decisions().get(decisions().size() - 1).rule());
    }

    @Test
    void answerLostBeforeActionIsAskedAgain() throws Exception {
        atTheLastLook(() -> world.nextAnswers.add(Optional.empty()));
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
        assertEquals(
                "the engine does not answer any more: the answer was lost, nothing was tried",
                details().get(0));
    }

    @Test
    void lastingObstacleEndsWorkerNotReport() throws Exception {
        for (int i = 0; i < 100; i++) {
            atTheLastLook(() -> world.nextAnswers.add(Optional.empty()));
        }
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of(), world.deeds);
        assertEquals(5, details().size());
        assertEquals("restart", decisions().get(decisions().size() - 1).decision());
        world.whileAsking.clear();
        new Worker(world.site()).run();
        assertEquals(List.of("restart all"), world.deeds);
    }

    /** A restart that this machine has no process for is no restart that did not help; and nobody tries it without end. */
    @Test
    void actionThatCannotBeginIsTriedFewTimes() throws Exception {
        world.restartEnd = ActionResult.End.NOT_TRIED;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(Collections.nCopies(5, "restart all"), world.deeds);
        assertEquals(0, world.history().restarts(world.now()));
        world.restartEnd = ActionResult.End.DONE;
        new Worker(world.site()).run();
        assertEquals(6, world.deeds.size());
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void moveThatEngineDoesNotBeginStopsNothing() throws Exception {
        world.moveEnd = ActionResult.End.NOT_TRIED;
        world.tellUnheard(World.timeout(Role.IMAPD, Observer.REMOTE, "1"));
        world.tell(World.timeout(Role.IMAPD, Observer.REMOTE, "2"));
        assertEquals(5, world.deeds.size());
        assertEquals(List.of(), world.history().hardStops());
        world.moveEnd = ActionResult.End.DONE;
        new Worker(world.site()).run();
        assertEquals("phys-b", world.active);
    }

    @Test
    void changedConfigurationIsLeftToNextWorker() throws Exception {
        List<String> started = new ArrayList<>();
        boolean[] changed = new boolean[1];
        world.whileLooking = () -> changed[0] = true;
        new Handler(world.site(), () -> {}).handle(World.absent(Role.IMAPD, "1"));
        new Worker(world.site(), new ConfigurationInForce() {
                    @Override
                    public boolean hasChanged() {
                        return changed[0];
                    }

                    @Override
                    public void startNextWorker() throws IOException {
                        started.add("next");
                        assertEquals(List.of(), world.deeds);
                        runNextWorker();
                    }
                })
                .run();
        assertEquals(List.of("next"), started);
        assertEquals(List.of("restart all"), world.deeds, "the lock was free for the next one");
    }

    private void runNextWorker() throws IOException {
        try {
            new Worker(world.site()).run();
        } catch (JournalUnavailable | JournalBroken e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void workerThatEndsByDefectSaysSo() throws Exception {
        world.whileLooking = () -> {
            throw new IllegalStateException("no such case");
        };
        assertThrows(IllegalStateException.class, () -> world.tell(World.absent(Role.IMAPD, "1")));
        DecisionRecord last = decisions().get(decisions().size() - 1);
        assertEquals("hold", last.decision());
        assertEquals("worker-defect", last.rule());
        int records = world.journal().size();
        world.whileLooking = () -> {
            throw new IllegalStateException("no such case");
        };
        assertThrows(IllegalStateException.class, () -> new Worker(world.site()).reconcile());
        assertEquals(records, world.journal().size(), "the same defect is told once");
        assertEquals(17, last.gates().size());
        RecoveryStatus standing = RecoveryStatus.of(world.site());
        assertEquals(Condition.FAILED, standing.condition());
        assertTrue(standing.sentence().contains("no such case"), standing.sentence());
        assertEquals(
                Operator.Result.End.DONE,
                new Operator(world.site(), ALICE).ack().end());
        assertEquals(Condition.PENDING, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void defectIsRecordedWhileNobodyElseCanDecide() throws Exception {
        List<Boolean> held = new ArrayList<>();
        boolean[] broken = new boolean[1];
        Site site = world.site();
        var watched = new Site(
                site.logicalHost(),
                site.stateDir(),
                site.settings(),
                site.engine(),
                site.engineTimeout(),
                new Site.Sources(
                        site.probe(), site.verifier(), site.confirmTimeout(), site.preconditions(), site.core()),
                new Site.Timing(
                        () -> {
                            if (broken[0]) {
                                held.add(isHeld(site.workerLock()));
                            }
                            return world.now();
                        },
                        site.pause()));
        world.whileLooking = () -> {
            broken[0] = true;
            throw new IllegalStateException("no such case");
        };
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        assertThrows(IllegalStateException.class, () -> new Worker(watched).run());
        assertFalse(held.isEmpty());
        assertFalse(held.contains(false), held.toString());
        assertFalse(LockHolder.isHeld(site.workerLock()));
    }

    private static boolean isHeld(Path lock) {
        try {
            return LockHolder.isHeld(lock);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The engine is asked first for the decision, then after the probes. */
    private void afterTheProbes(Runnable meanwhile) {
        world.whileAsking.addAll(List.of(() -> {}, meanwhile));
    }

    private void atTheLastLook(Runnable meanwhile) {
        world.whileAsking.addAll(List.of(() -> {}, () -> {}, meanwhile));
    }

    private List<String> details() throws Exception {
        return world.journal().stream()
                .map(Entry::event)
                .filter(Outcome.class::isInstance)
                .map(event -> ((Outcome) event).detail())
                .toList();
    }

    private List<DecisionRecord> decisions() throws Exception {
        return world.journal().stream()
                .map(Entry::event)
                .filter(DecisionRecord.class::isInstance)
                .map(DecisionRecord.class::cast)
                .toList();
    }
}
