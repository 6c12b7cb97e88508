package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hamail.io.FileLock;
import org.hamail.model.CheckKind;
import org.hamail.model.Role;
import org.hamail.model.ServiceState;
import org.hamail.recovery.ServiceSwitch;
import org.hamail.recovery.WithWorld;
import org.hamail.recovery.World;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.junit.jupiter.api.Test;

/** What a person's verbs do beside reports, workers and each other. */
class OperatorTest extends WithWorld {
    private static final Operator.Request ALICE = new Operator.Request("alice", "work", Optional.empty(), false);

    private Operator operator() {
        return new Operator(world.site(), ALICE);
    }

    private static void done(Operator.Result result) {
        assertEquals(Operator.Result.End.DONE, result.end(), result.sentence());
    }

    @Test
    void switchGivenWhileOffWaitsWins() throws Exception {
        done(operator().pause());
        done(operator().resume());
        FileLock worker =
                FileLock.take(world.site().workerLock(), Duration.ZERO).orElseThrow();
        var result = new CompletableFuture<Operator.Result>();
        var thread = new Thread(() -> {
            try {
                result.complete(operator().off());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();
        var position = new ServiceSwitch(world.site().directory());
        while (position.known().orElseThrow().position() != ServiceState.Switch.OFF) {
            Thread.onSpinWait();
        }
        position.write(new ServiceState(ServiceState.Switch.ON, "bob", "", Optional.empty(), Optional.empty()));
        worker.close();
        assertEquals(
                "on by bob meanwhile; the service is not stopped", result.get().sentence());
        assertEquals(List.of(), world.deeds);
    }

    @Test
    void reportDuringVerbIsActedOnAfterIt() throws Exception {
        world.whileAsked = () -> {
            world.served = false;
            world.tellUnheard(World.absent(Role.IMAPD, "1"));
        };
        Operator.Result refused = operator().move(Optional.of("phys-z"));
        assertEquals(Operator.Result.End.REFUSED, refused.end());
        assertTrue(refused.sentence().contains("; then imapd has been absent since "), refused.sentence());
        assertEquals(List.of("restart all"), world.deeds);
        assertTrue(world.served);
    }

    @Test
    void verbWithoutReportLeavesJournalAsIs() throws Exception {
        assertEquals(
                Operator.Result.End.REFUSED,
                operator().move(Optional.of("phys-z")).end());
        assertEquals(List.of(), world.journal());
    }

    @Test
    void decisionWithoutWorkerIsPendingThenCritical() throws Exception {
        world.served = false;
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        RecoveryStatus early = RecoveryStatus.of(world.site());
        assertEquals(Condition.PENDING, early.condition());
        assertTrue(early.warning());
        world.pass(Duration.ofSeconds(61));
        world.tellUnheard(World.well(Role.POPD, CheckKind.PROTOCOL));
        world.tellUnheard(World.absent(Role.IMAPD, "2"));
        RecoveryStatus late = RecoveryStatus.of(world.site());
        assertEquals(Condition.PENDING, late.condition());
        assertFalse(late.warning());
        assertTrue(late.sentence().startsWith("restart decided at 2026-11-22T12:00:00Z"), late.sentence());
        FileLock worker =
                FileLock.take(world.site().workerLock(), Duration.ZERO).orElseThrow();
        assertEquals(Condition.ACTING, RecoveryStatus.of(world.site()).condition());
        worker.close();
        world.tell(World.absent(Role.IMAPD, "3"));
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void decisionIsNotPendingOnceWellOrPaused() throws Exception {
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        done(operator().pause());
        assertEquals(Condition.HELD, RecoveryStatus.of(world.site()).condition());
        done(operator().resume());
        world.tellUnheard(World.well(Role.IMAPD, CheckKind.PROCESS));
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void whoeverOnlyLooksOpensNoLock() throws Exception {
        world.dieAfter = "restart all";
        world.served = false;
        try {
            world.tell(World.absent(Role.IMAPD, "1"));
        } catch (World.Crash e) {
            world.dieAfter = "";
        }
        List<Path> locks = List.of(world.site().journalLock(), world.site().workerLock());
        for (Path lock : locks) {
            Files.delete(lock);
        }
        assertEquals(Condition.INDETERMINATE, RecoveryStatus.of(world.site()).condition());
        locks.forEach(lock -> assertFalse(Files.exists(lock), lock + " was made by a look"));
    }

    @Test
    void aLockIsForItsOwnerOnly() throws Exception {
        done(operator().restart("all"));
        for (Path lock :
                List.of(world.site().journalLock(), world.site().workerLock(), stateDir.resolve("storm.lock"))) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)));
        }
    }

    @Test
    void offStopsServiceAfterStepInProgress() throws Exception {
        world.served = false;
        var off = new ArrayList<Operator.Result>();
        var thread = new Thread(() -> {
            try {
                off.add(operator().off());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        world.restartHelps = false;
        world.afterRestart = () -> {
            thread.start();
            awaitSwitch();
        };
        world.tell(World.absent(Role.IMAPD, "1"));
        thread.join();
        done(off.get(0));
        assertEquals(List.of("restart all", "stop"), world.deeds);
    }

    /** Until the switch is off: the verb writes it before it waits for the worker. */
    private void awaitSwitch() {
        Path file = stateDir.resolve("mail1/service.json");
        while (!Files.exists(file)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void pauseSaysWhatIsStillUnderWay() throws Exception {
        world.served = false;
        var told = new ArrayList<String>();
        world.afterRestart = () -> {
            try {
                told.add(operator().pause().sentence());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(
                List.of("paused on this monitoring server: checks go on, no action is started;"
                        + " the restart of all begun at 2026-11-22T12:00:00Z is still in progress"),
                told);
        assertEquals(
                "paused on this monitoring server: checks go on, no action is started",
                operator().pause(true).sentence());
    }

    @Test
    void offIsRefusedWhereStartIsImpossible() throws Exception {
        world.obstacle = Optional.of("the profile has no start command");
        Operator.Result refused = operator().off();
        assertEquals(Operator.Result.End.REFUSED, refused.end());
        assertTrue(refused.sentence().startsWith("the profile has no start command"), refused.sentence());
        assertFalse(Files.exists(stateDir.resolve("mail1")));
    }

    @Test
    void onOnlyFlipsSwitchWhereServiceIsServed() throws Exception {
        done(operator().off());
        world.served = true;
        Operator.Result on = operator().on();
        done(on);
        assertEquals("on: the service is served already, faults are acted on", on.sentence());
        assertEquals(List.of("stop"), world.deeds);
    }

    @Test
    void resumeAndAckRefuseWithoutAnythingToEnd() throws Exception {
        assertEquals(Operator.Result.End.REFUSED, operator().resume().end());
        assertEquals(Operator.Result.End.REFUSED, operator().ack().end());
        world.served = false;
        world.restartHelps = false;
        world.moveHelps = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        Operator.Result ack = operator().ack();
        done(ack);
        assertTrue(ack.sentence().contains("the failover of all begun at"), ack.sentence());
    }

    @Test
    void manualActionsStartSettleButCountNowhere() throws Exception {
        done(operator().restart("all"));
        done(operator().move(Optional.empty()));
        done(operator().restart("all"));
        FaultHistory history = FaultHistory.of(world.journal(), world.site().faultRules());
        assertEquals(0, history.restarts(world.now()));
        assertEquals(Optional.empty(), history.lastFailoverEnd());
        assertEquals(3, history.actions().size());
        world.served = false;
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        assertEquals("settle", last(DecisionRecord.class).rule());
        world.pass(Duration.ofMinutes(5));
        world.restartHelps = false;
        world.tell(World.absent(Role.IMAPD, "2"));
        assertEquals(List.of("restart all", "move phys-b phys-a"), world.deeds.subList(3, 5));
    }

    @Test
    void failedManualActionIsReportedAndBlocksNothing() throws Exception {
        world.served = false;
        world.moveHelps = false;
        assertEquals(
                Operator.Result.End.FAILED, operator().move(Optional.empty()).end());
        assertEquals(Condition.FAILED, RecoveryStatus.of(world.site()).condition());
        world.pass(Duration.ofMinutes(5));
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("move phys-a phys-b", "restart all"), world.deeds);
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void indeterminateManualActionBlocksUntilAck() throws Exception {
        world.served = false;
        world.moveHelps = false;
        world.moveEnd = ActionResult.End.INDETERMINATE;
        assertEquals(
                Operator.Result.End.FAILED, operator().move(Optional.empty()).end());
        assertEquals("hold", world.tell(World.absent(Role.IMAPD, "1")).decision());
        assertEquals("blocked", last(DecisionRecord.class).rule());
    }

    @Test
    void automaticActionIsNotTakenForPersons() throws Exception {
        done(operator().restart("all"));
        world.pass(Duration.ofMinutes(5));
        world.served = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(
                1, FaultHistory.of(world.journal(), world.site().faultRules()).restarts(world.now()));
        assertEquals(
                2,
                world.journal().stream()
                        .filter(entry -> entry.event() instanceof Intent)
                        .count());
    }

    private <T> T last(Class<T> type) throws Exception {
        return world.journal().stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
