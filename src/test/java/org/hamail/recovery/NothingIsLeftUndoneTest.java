package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hamail.io.FileLock;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.operator.Operator;
import org.hamail.operator.Upgrade;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Situation;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.hamail.time.Sleeper;
import org.junit.jupiter.api.Test;

/** What one process or one answer left open is taken up by the next. */
class NothingIsLeftUndoneTest extends WorldTest {
    private static final Operator.Request ALICE = new Operator.Request("alice", "", Optional.empty(), false);
    private static final Notification POPD_IS_WELL = World.well(Role.POPD, CheckKind.PROTOCOL);

    @Test
    void undecidedNotificationIsDecidedByNextOne() throws Exception {
        record(World.absent(Role.IMAPD, "1"));
        assertEquals("none", world.tell(POPD_IS_WELL).decision());
        assertEquals(List.of("restart all"), world.deeds);
        List<Entry> journal = world.journal();
        assertTrue(journal.get(1).event() instanceof DecisionRecord late
                && late.rule().equals("restart-absent")
                && late.because().equals(List.of(1L)));
        assertTrue(journal.get(2).event() instanceof Notification);
    }

    @Test
    void notificationWhoseHandlerDiedIsDecidedByWorker() throws Exception {
        record(World.absent(Role.IMAPD, "1"));
        new Worker(world.site()).run();
        assertEquals(List.of("restart all"), world.deeds);
        assertEquals(List.of(1L), ((DecisionRecord) world.journal().get(1).event()).because());
    }

    /** Otherwise the next handler would decide about it once more. */
    @Test
    void duplicateReportIsNamedByDecisionToAct() throws Exception {
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        DecisionRecord made = (DecisionRecord) world.journal().get(3).event();
        assertEquals("restart", made.decision());
        assertEquals(List.of(1L, 3L), made.because());
    }

    /** Whoever records a report beside a worker's lock starts no worker, and relies on that one. */
    @Test
    void idleWorkerReleasesLockUnderJournal() throws Exception {
        try (Journal journal = world.site().openJournal()) {
            FileLock held =
                    FileLock.take(world.site().workerLock(), Duration.ZERO).orElseThrow();
            Situation idle = new SituationLoader(world.site()).situation(journal);
            assertTrue(new NothingDue(held).of(Policy.decide(idle), idle) instanceof NextStep.Finished);
            FileLock.take(world.site().workerLock(), Duration.ZERO)
                    .orElseThrow()
                    .close();
        }
    }

    @Test
    void aLateDecisionAddsNoEvidence() throws Exception {
        record(World.timeout(Role.IMAPD, Observer.REMOTE, "1"));
        assertEquals("none", world.tell(POPD_IS_WELL).decision());
        assertEquals("too-little", ((DecisionRecord) world.journal().get(1).event()).rule());
        assertEquals(List.of(), world.deeds);
        assertEquals(
                "failover",
                world.tell(World.timeout(Role.IMAPD, Observer.REMOTE, "2")).decision());
    }

    @Test
    void undoneWorkIsDoneAfterAnyNotification() throws Exception {
        new Handler(world.site(), () -> {}).handle(World.absent(Role.IMAPD, "1"));
        assertEquals("none", world.tell(POPD_IS_WELL).decision());
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void actionOfDeadWorkerIsResolvedAfterNotification() throws Exception {
        killed(() -> world.tell(World.absent(Role.IMAPD, "1")), "restart all");
        assertEquals("none", world.tell(POPD_IS_WELL).decision());
        assertEquals(1, events(Outcome.class).size());
        assertTrue(events(Verification.class).get(0).ok());
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void workerActsOnNextFaultAfterMove() throws Exception {
        world.restartEnd = ActionResult.End.FAILED;
        new Handler(world.site(), () -> {}).handle(World.absent(Role.IMAPD, "1"));
        new Worker(world.site(), new ConfigurationInForce() {
                    private boolean told;

                    @Override
                    public boolean hasChanged() {
                        if (!told && world.active.equals("phys-b")) {
                            told = true;
                            world.served = false;
                            world.restartEnd = ActionResult.End.DONE;
                            handle(World.absent(Role.POPD, "1"));
                        }
                        return false;
                    }

                    @Override
                    public void startNextWorker() {
                        throw new IllegalStateException("it has not changed");
                    }
                })
                .run();
        assertEquals(List.of("restart all", "move phys-a phys-b", "restart all"), world.deeds);
    }

    @Test
    void healedDaemonDoesNotHideAnotherFault() throws Exception {
        world.healthy.add("popd");
        new Handler(world.site(), () -> {}).handle(World.absent(Role.IMAPD, "1"));
        world.tell(World.absent(Role.POPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
        assertTrue(events(DecisionRecord.class).stream()
                .anyMatch(made -> made.rule().equals("healed") && made.reason().startsWith("popd")));
    }

    @Test
    void anAnswerAboutOneDaemonConfirmsNoOther() throws Exception {
        world.healthy.add("popd");
        world.whileLooking = () -> handle(World.absent(Role.POPD, "1"));
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
        DecisionRecord last = events(DecisionRecord.class).stream()
                .filter(made -> made.decision().equals("restart"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertTrue(last.reason().startsWith("imapd"), last.reason());
    }

    private void handle(Notification notification) {
        try {
            new Handler(world.site(), () -> {}).handle(notification);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nobodyWaitsForThePingpongInterval() throws Exception {
        world.restartHelps = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(2, world.deeds.size());
        world.pass(Duration.ofMinutes(59));
        world.served = false;
        world.tell(World.absent(Role.IMAPD, "2"));
        assertEquals(List.of("restart all", "move phys-a phys-b", "restart all"), world.deeds);
        DecisionRecord last =
                events(DecisionRecord.class).get(events(DecisionRecord.class).size() - 1);
        assertEquals("pingpong", last.rule());
    }

    @Test
    void refusalAfterForeignMoveIsNoFailure() throws Exception {
        world.restartEnd = ActionResult.End.FAILED;
        world.movedMeanwhile = true;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
        assertTrue(events(Verification.class).get(0).ok());
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void garbledStormLedgerRefusesFailoverAndNotRestart() throws Exception {
        world.restartHelps = false;
        Files.writeString(stateDir.resolve("storm.jsonl"), "garbage");
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
        List<DecisionRecord> decisions = events(DecisionRecord.class);
        assertEquals("storm", decisions.get(decisions.size() - 1).rule());
        assertTrue(Files.readString(stateDir.resolve("storm.jsonl")).startsWith("garbage\n{"));
    }

    @Test
    void unusableLedgerDelaysNoRestart() throws Exception {
        Files.createDirectory(stateDir.resolve("storm.jsonl"));
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
        Files.deleteIfExists(stateDir.resolve("storm.lock"));
        Files.createDirectory(stateDir.resolve("storm.lock"));
        world.served = false;
        world.pass(Duration.ofMinutes(5));
        world.tell(World.absent(Role.IMAPD, "2"));
        assertEquals(List.of("restart all", "restart all"), world.deeds);
    }

    /** Event handlers wait for the journal, and Nagios ends them. */
    @Test
    void whoWaitsForLedgerKeepsNobodyFromJournal() throws Exception {
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        FileLock ledger =
                FileLock.take(stateDir.resolve("storm.lock"), Duration.ZERO).orElseThrow();
        var probed = new CountDownLatch(1);
        world.whileLooking = probed::countDown;
        var worked = new CompletableFuture<Void>();
        new Thread(() -> {
                    try {
                        new Worker(inRealTime(world.site())).run();
                        worked.complete(null);
                    } catch (Exception e) {
                        worked.completeExceptionally(e);
                    }
                })
                .start();
        assertTrue(probed.await(20, TimeUnit.SECONDS)); // the last question; what follows needs the ledger
        long end = System.nanoTime() + Duration.ofSeconds(3).toNanos(); // it waits for the ledger for 1 s at a time
        while (System.nanoTime() < end) {
            FileLock.take(world.site().journalLock(), Duration.ofSeconds(5))
                    .orElseThrow()
                    .close();
        }
        assertEquals(List.of(), world.deeds);
        ledger.close();
        worked.get();
        assertEquals(List.of("restart all"), world.deeds);
    }

    private static Site inRealTime(Site site) {
        return new Site(
                site.logicalHost(),
                site.stateDir(),
                site.settings(),
                site.engine(),
                site.engineTimeout(),
                site.sources(),
                new Site.Timing(site.moments(), Sleeper.real()));
    }

    @Test
    void manualActionIsNotedForOtherLogicalHosts() throws Exception {
        world.served = true;
        assertEquals(
                Operator.Result.End.DONE,
                new Operator(world.site(), ALICE).restart("all").end());
        assertEquals(1, Files.readAllLines(stateDir.resolve("storm.jsonl")).size());
    }

    @Test
    void killedManualMoveIsResolvedNotRepeated() throws Exception {
        world.served = true;
        killed(() -> new Operator(world.site(), ALICE).move(Optional.empty()), "move phys-a phys-b");
        assertEquals(
                Operator.Result.End.DONE,
                new Operator(world.site(), ALICE).restart("all").end());
        assertEquals(List.of("move phys-a phys-b", "restart all"), world.deeds);
        assertTrue(events(Outcome.class).get(0).result() == Outcome.Result.INDETERMINATE);
    }

    private void secondSwitch(Operator.Result.End end, String sentence, String... deeds) throws Exception {
        Operator.Result second = new Operator(world.site(), ALICE).move(Optional.empty());
        assertEquals(end, second.end(), second.sentence());
        assertEquals(sentence, second.sentence());
        assertEquals(List.of(deeds), world.deeds);
    }

    @Test
    void switchAfterCarriedOutKilledOneStays() throws Exception {
        world.served = true;
        killed(() -> new Operator(world.site(), ALICE).move(Optional.empty()), "move phys-a phys-b");
        String rehearsed = new Operator(world.site(), new Operator.Request("alice", "", Optional.empty(), true))
                .move(Optional.empty())
                .sentence();
        assertEquals(
                "the switch to phys-b that was begun at 2026-11-22T12:00:00Z was carried out; would verify the service"
                        + " there, and do nothing more",
                rehearsed);
        secondSwitch(
                Operator.Result.End.DONE,
                "the switch to phys-b that was begun at 2026-11-22T12:00:00Z has ended; nothing more was done",
                "move phys-a phys-b");
        assertEquals(
                Operator.Result.End.DONE,
                new Operator(world.site(), ALICE).move(Optional.of("phys-a")).end());
        assertEquals(List.of("move phys-a phys-b", "move phys-b phys-a"), world.deeds);
    }

    @Test
    void switchAfterKilledOneNeedsNamedNode() throws Exception {
        world.moveHelps = false;
        killed(() -> new Operator(world.site(), ALICE).move(Optional.empty()), "move phys-a phys-b");
        secondSwitch(
                Operator.Result.End.FAILED,
                "the switch to phys-b that was begun at 2026-11-22T12:00:00Z has ended, and the service does not work"
                        + " there; nothing more was done; see 'hamail history'",
                "move phys-a phys-b");
    }

    @Test
    void switchAfterIneffectiveKilledOneMoves() throws Exception {
        world.served = true;
        killed(() -> new Operator(world.site(), ALICE).move(Optional.empty()), "move phys-a phys-b");
        world.active = "phys-a"; // as if the command had died before the engine did anything
        secondSwitch(
                Operator.Result.End.DONE,
                "verified: moved from phys-a to phys-b",
                "move phys-a phys-b",
                "move phys-a phys-b");
    }

    @Test
    void switchAfterKilledFailoverDoesNotLeadBack() throws Exception {
        world.restartHelps = false;
        killed(() -> world.tell(World.absent(Role.IMAPD, "1")), "move phys-a phys-b");
        Operator.Result second = new Operator(world.site(), ALICE).move(Optional.empty());
        assertTrue(second.sentence().startsWith("the failover to phys-b that was begun at "), second.sentence());
        assertEquals("phys-b", world.active);
    }

    @Test
    void killedSwitchAndReconcileDoNotLeadBack() throws Exception {
        world.served = true;
        killed(() -> new Operator(world.site(), ALICE).move(Optional.empty()), "move phys-a phys-b");
        new Reconciliation(world.site()).carryOut(ConfigurationInForce.FOR_EVER);
        secondSwitch(
                Operator.Result.End.DONE,
                "the switch to phys-b that was begun at 2026-11-22T12:00:00Z has ended; nothing more was done",
                "move phys-a phys-b");
    }

    @Test
    void switchBackAfterReportedKilledSwitchWorks() throws Exception {
        world.served = true;
        killed(() -> new Operator(world.site(), ALICE).move(Optional.empty()), "move phys-a phys-b");
        new Operator(world.site(), ALICE).move(Optional.empty());
        secondSwitch(
                Operator.Result.End.DONE,
                "verified: moved from phys-b to phys-a",
                "move phys-a phys-b",
                "move phys-b phys-a");
    }

    @Test
    void switchAfterKilledVerificationDoesNotLeadBack() throws Exception {
        world.served = true;
        world.whileLooking = () -> {
            throw new World.Crash();
        };
        assertThrows(World.Crash.class, () -> new Operator(world.site(), ALICE).move(Optional.empty()));
        world.whileLooking = () -> {};
        new Reconciliation(world.site()).carryOut(ConfigurationInForce.FOR_EVER);
        secondSwitch(
                Operator.Result.End.DONE,
                "the switch to phys-b that was begun at 2026-11-22T12:00:00Z has ended; nothing more was done",
                "move phys-a phys-b");
    }

    @Test
    void aRestartAfterAKilledOneRestartsAgain() throws Exception {
        world.served = true;
        killed(() -> new Operator(world.site(), ALICE).restart("all"), "restart all");
        assertEquals(
                "verified: restarted all on phys-a",
                new Operator(world.site(), ALICE).restart("all").sentence());
        assertEquals(List.of("restart all", "restart all"), world.deeds);
    }

    @Test
    void upgradeAfterKilledSwitchDoesNotLeadBack() throws Exception {
        world.served = true;
        var upgrade = new Upgrade(world.site(), ALICE);
        upgrade.next();
        upgrade.next();
        killed(() -> new Upgrade(world.site(), ALICE).next(), "move phys-a phys-b");
        world.active = "phys-a";
        world.whileAsking.add(() -> {});
        world.whileAsking.add(() -> world.active = "phys-b"); // it ends while the next command asks
        Operator.Result third = new Upgrade(world.site(), ALICE).next();
        assertEquals(Operator.Result.End.DONE, third.end(), third.sentence());
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
        assertEquals("phys-b", world.active);
    }

    @Test
    void verifiedUpgradeSwitchIsNotRepeated() throws Exception {
        world.served = true;
        assertEquals(
                Operator.Result.End.DONE,
                new Upgrade(world.site(), ALICE).next().end());
        assertEquals(
                Operator.Result.End.DONE,
                new Upgrade(world.site(), ALICE).next().end());
        assertEquals(
                Operator.Result.End.DONE,
                new Operator(world.site(), ALICE).move(Optional.empty()).end());
        Operator.Result third = new Upgrade(world.site(), ALICE).next();
        assertEquals(Operator.Result.End.DONE, third.end());
        assertTrue(third.sentence().contains("moved to phys-b already"), third.sentence());
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
        assertEquals(
                Operator.Result.End.DONE,
                new Upgrade(world.site(), ALICE).next().end());
        assertEquals(
                Operator.Result.End.DONE,
                new Upgrade(world.site(), ALICE).next().end());
    }

    private interface Deed {
        Object done() throws Exception;
    }

    /** Dies right behind {@code deed}, before its outcome is written. */
    private void killed(Deed command, String deed) throws Exception {
        world.dieAfter = deed;
        try {
            command.done();
            throw new AssertionError("it lived");
        } catch (World.Crash e) {
            assertEquals(deed, world.deeds.get(world.deeds.size() - 1));
        }
        world.dieAfter = "";
    }

    @Test
    void failedRestartStaysReportedAfterHealing() throws Exception {
        world.restartHelps = false;
        world.directoryAnswers = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(Condition.FAILED, RecoveryStatus.of(world.site()).condition());
        world.served = true;
        world.pass(Duration.ofMinutes(5));
        world.tell(World.absent(Role.IMAPD, "2"));
        assertEquals(Condition.FAILED, RecoveryStatus.of(world.site()).condition());
        world.served = false;
        world.restartHelps = true;
        world.pass(Duration.ofMinutes(5));
        world.tell(World.absent(Role.IMAPD, "3"));
        assertEquals(List.of("restart all", "restart all"), world.deeds);
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition());
    }

    /** As a handler leaves it that is killed before it decides. */
    private void record(Notification notification) throws Exception {
        try (Journal journal = world.site().openJournal()) {
            journal.append(notification);
        }
    }

    private <T extends Event> List<T> events(Class<T> type) throws Exception {
        return world.journal().stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
