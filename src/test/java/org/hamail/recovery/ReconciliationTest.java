package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.io.FileLock;
import org.hamail.model.CheckKind;
import org.hamail.model.Role;
import org.hamail.operator.Operator;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.junit.jupiter.api.Test;

/** What reconciling says, and that looking costs nothing while nothing changes. */
class ReconciliationTest extends WorldTest {
    private static final Operator.Request ALICE = new Operator.Request("alice", "", Optional.empty(), false);

    private Reconciliation.Account carryOut() throws Exception {
        return new Reconciliation(world.site()).carryOut(ConfigurationInForce.FOR_EVER);
    }

    private String clock() {
        return DateTimeFormatter.ofPattern("HH:mm:ss").format(world.now().time().atZone(ZoneId.systemDefault()));
    }

    @Test
    void whereNothingStandsNothingIsDone() throws Exception {
        Reconciliation.Account account = carryOut();
        assertEquals(List.of("no fault stands, and nothing is left undone"), account.lines());
        assertFalse(account.due());
        assertFalse(Files.exists(stateDir.resolve("mail1")));
    }

    @Test
    void faultAndOutcomeAreOneLine() throws Exception {
        String since = clock();
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        world.pass(Duration.ofMinutes(5));
        assertEquals(
                List.of("imapd has been absent since " + since + ": would probe it and, if it still fails, restart it"),
                new Reconciliation(world.site()).dryRun().lines());
        assertEquals(List.of(), world.deeds);
        Reconciliation.Account account = carryOut();
        assertEquals(
                List.of("imapd has been absent since " + since + ": restart of all done and verified"),
                account.lines());
        assertFalse(account.failed());
        assertFalse(carryOut().due());
    }

    @Test
    void faultThatHealedIsSaidToHaveHealed() throws Exception {
        new Operator(world.site(), ALICE).pause();
        world.tell(World.absent(Role.IMAPD, "1"));
        new Operator(world.site(), ALICE).resume();
        world.served = true;
        assertTrue(carryOut().lines().get(0).endsWith(": healed, it serves now"));
    }

    @Test
    void verifiedFailoverMakesUpForRestartBefore() throws Exception {
        world.restartHelps = false;
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        world.pass(Duration.ofMinutes(5));
        Reconciliation.Account account = carryOut();
        assertFalse(account.failed(), account.toString());
        assertTrue(
                account.lines()
                        .get(0)
                        .endsWith(": restart of all did not help, then failover of all to phys-b done and verified"),
                account.toString());
    }

    @Test
    void anActionThatFailsFailsTheReconciling() throws Exception {
        world.restartHelps = false;
        world.moveHelps = false;
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        world.pass(Duration.ofMinutes(5));
        Reconciliation.Account account = carryOut();
        assertTrue(account.failed());
        assertTrue(account.lines().get(0).contains("held by acknowledged"), account.toString());
        assertTrue(
                account.lines()
                        .get(0)
                        .endsWith(
                                "; restart of all did not help, then failover of all to phys-b could not be verified"),
                account.toString());
        Reconciliation.Account stopped = carryOut();
        assertFalse(stopped.failed(), "a hard stop is no failure of who looks");
        assertTrue(stopped.lines().get(0).contains("hamail ack ends the hard stop"), stopped.toString());
    }

    @Test
    void workerIsStartedOnceWhereDue() throws Exception {
        List<String> started = new ArrayList<>();
        Handler.WorkerStarter starter = () -> started.add("worker");
        new Reconciliation(world.site()).start(starter);
        assertEquals(List.of(), started);
        String since = clock();
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        assertEquals(
                List.of("imapd has been absent since " + since + ": restarting"),
                new Reconciliation(world.site()).start(starter).lines());
        try (FileLock worker =
                FileLock.take(world.site().workerLock(), Duration.ZERO).orElseThrow()) {
            assertEquals(
                    List.of("imapd has been absent since " + since + ": a worker is there already"),
                    new Reconciliation(world.site()).start(starter).lines());
            assertEquals(
                    List.of("imapd has been absent since " + since + ": a worker is there already"),
                    carryOut().lines());
            assertNotNull(worker);
        }
        assertEquals(List.of("worker"), started);
        new Operator(world.site(), ALICE).pause();
        carryOut(); // which records the hold
        assertEquals(
                List.of("imapd absent since " + since + ", held by service (paused by alice); hamail resume ends it"),
                new Reconciliation(world.site()).start(starter).lines());
        assertEquals(List.of("worker"), started);
    }

    @Test
    void workerEndingDuringLookIsNotDead() throws Exception {
        new Operator(world.site(), ALICE).restart("all");
        boolean[] late = new boolean[1];
        var reconciler = new Reconciler(world.site(), () -> {
            List<Entry> all = new HistoryLoader(world.site()).recall().entries();
            if (late[0]) {
                return FaultHistory.of(all, world.site().faultRules());
            }
            late[0] = true;
            new Handler(world.site(), () -> {}).handle(World.well(Role.POPD, CheckKind.PROTOCOL));
            List<Entry> first = all.stream()
                    .takeWhile(entry -> !(entry.event() instanceof Outcome))
                    .toList();
            return FaultHistory.of(first, world.site().faultRules());
        });
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site(), reconciler).condition());
    }

    /** What a look costs depends on the length of the journal only where it reads it; how much it reads then: RecollectionTest. */
    @Test
    void journalIsReadAgainWhenChanged() throws Exception {
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        new Operator(world.site(), ALICE).pause();
        int[] reads = new int[1];
        var recollection = new HistoryLoader(world.site());
        var reconciler = new Reconciler(world.site(), () -> {
            reads[0]++;
            return recollection.history();
        });
        for (int i = 0; i < 1000; i++) {
            world.pass(Duration.ofMinutes(1));
            assertEquals(1, reconciler.look().held().size());
        }
        assertEquals(1, reads[0]);
        new Operator(world.site(), ALICE).resume();
        assertTrue(reconciler.look().due());
        assertTrue(reconciler.look().due());
        assertEquals(2, reads[0]);
    }
}
