package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hamail.io.FileLock;
import org.hamail.io.LockHolder;
import org.hamail.model.CheckKind;
import org.hamail.model.Role;
import org.hamail.model.ServiceState;
import org.hamail.recovery.ServiceSwitch;
import org.hamail.recovery.Site;
import org.hamail.recovery.WithWorld;
import org.hamail.recovery.Worker;
import org.hamail.recovery.World;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.journal.Journal;
import org.junit.jupiter.api.Test;

/** Two who command, a command beside what is reported, and a command about what cannot be read. */
class ConcurrentOperatorTest extends WithWorld {
    private static final Operator.Request ALICE = new Operator.Request("alice", "work", Optional.empty(), false);
    private static final Operator.Request BOB = new Operator.Request("bob", "", Optional.empty(), false);

    private Operator operator() {
        return new Operator(world.site(), ALICE);
    }

    private static void refused(String sentence, Operator.Result result) {
        assertEquals(sentence, result.sentence());
        assertEquals(Operator.Result.End.REFUSED, result.end());
    }

    private FileLock workerLock() throws Exception {
        world.site().openJournalPatiently().close(); // which makes the folder
        return FileLock.take(world.site().workerLock(), Duration.ZERO).orElseThrow();
    }

    @Test
    void reportBeforeVerbFailsIsActedOn() throws Exception {
        FileLock worker = workerLock();
        var lock = new WorkerLock(world.site(), new OperatorRecord(world.site(), ALICE));
        IOException failure = assertThrows(
                IOException.class,
                () -> lock.holding(worker, () -> {
                    world.served = false;
                    try {
                        world.tellUnheard(World.absent(Role.IMAPD, "1"));
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    throw new IOException("disk full");
                }));
        assertEquals("disk full", failure.getMessage());
        assertEquals(List.of("restart all"), world.deeds);
    }

    /** A worker has restarted the service, and waits for the end of the settle time because of what was reported since. */
    private void waitingWorkerMeets(Supplier<Operator.Result> verb, CompletableFuture<Operator.Result> result)
            throws Exception {
        world.served = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        world.tell(World.well(Role.IMAPD, CheckKind.PROCESS));
        world.pass(Duration.ofSeconds(20));
        world.served = false;
        world.tellUnheard(World.absent(Role.IMAPD, "2"));
        var person = new Thread(() -> result.complete(verb.get()));
        Site plain = world.site();
        Site meeting = new Site(
                "mail1",
                stateDir,
                plain.settings(),
                world,
                plain.engineTimeout(),
                plain.sources(),
                new Site.Timing(plain.moments(), time -> {
                    if (person.getState() == Thread.State.NEW) {
                        person.start();
                    }
                    awaitWaiting(person);
                    world.pass(time);
                }));
        new Worker(meeting).run();
        person.join();
    }

    /** Until it has done what it can, or waits for the lock of a worker. */
    private void awaitWaiting(Thread person) {
        while (person.isAlive() && !(isHeld(world.site().workerLock()) && isWaitingForLock(person))) {
            Thread.onSpinWait();
        }
    }

    private static boolean isWaitingForLock(Thread person) {
        return person.getState() == Thread.State.TIMED_WAITING
                && Stream.of(person.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("take"));
    }

    private static boolean isHeld(Path lock) {
        try {
            return LockHolder.isHeld(lock);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Operator.Result result(Callable<Operator.Result> verb) {
        try {
            return verb.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void workerThatOnlyWaitsForTimeLetsAnOperatorActFirst() throws Exception {
        var result = new CompletableFuture<Operator.Result>();
        waitingWorkerMeets(() -> result(() -> operator().restart("imapd")), result);
        assertEquals("verified: restarted imapd on phys-a", result.get().sentence());
        assertEquals(List.of("restart all", "restart imapd"), world.deeds);
    }

    @Test
    void offDoesNotWaitForTheEndOfTheSettleTime() throws Exception {
        var result = new CompletableFuture<Operator.Result>();
        Instant begun = world.now().time();
        waitingWorkerMeets(() -> result(() -> operator().off()), result);
        assertEquals("off: the service is stopped", result.get().sentence());
        assertEquals(List.of("restart all", "stop"), world.deeds);
        Duration taken = Duration.between(begun, world.now().time());
        assertTrue(taken.compareTo(Duration.ofSeconds(40)) < 0, taken::toString);
    }

    @Test
    void whatTheWorkerWaitedForIsActedOnAfterTheOperator() throws Exception {
        var result = new CompletableFuture<Operator.Result>();
        waitingWorkerMeets(() -> result(() -> operator().verifyMoved("phys-a")), result);
        assertEquals(Operator.Result.End.FAILED, result.get().end(), result.get()::sentence);
        assertEquals(List.of("restart all", "restart all"), world.deeds);
    }

    @Test
    void secondOperatorIsToldThatTheFirstIsThere() throws Exception {
        workerLock().close();
        Site site = world.site();
        WorkerLock.Held first = WorkerLock.take(site, Duration.ZERO).orElseThrow();
        assertEquals(Optional.empty(), WorkerLock.take(site, Duration.ZERO));
        assertEquals("another operator's command is acting on it now; see 'hamail status'", WorkerLock.holder(site));
        first.close();
        FileLock worker = workerLock();
        assertEquals(Optional.empty(), WorkerLock.take(site, Duration.ZERO));
        assertEquals("a worker is acting on it now; see 'hamail status'", WorkerLock.holder(site));
        worker.close();
    }

    @Test
    void failedJudgementAfterVerbKeepsItsResult() throws Exception {
        FileLock worker = workerLock();
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        Operator.Result result = new WorkerLock(world.site(), new OperatorRecord(world.site(), ALICE))
                .holding(worker, () -> {
                    Files.writeString(world.site().directory().resolve("journal.jsonl"), "garbage\n");
                    return Operator.Result.done("moved");
                });
        assertEquals(Operator.Result.End.DONE, result.end());
        assertTrue(result.sentence().startsWith("moved; what was reported meanwhile could not be judged: "));
    }

    @Test
    void slowOnDoesNotOverrideLaterOff() throws Exception {
        assertEquals(Operator.Result.End.DONE, operator().off().end());
        world.whileAsked = () -> new OperatorRecord(world.site(), BOB).switchTo("off", ServiceState.Switch.OFF, "");
        refused(
                "the service was started, but not switched on: off by bob meanwhile; the switch stays as it is",
                operator().on());
        assertEquals(List.of("stop", "start"), world.deeds);
        assertEquals(ServiceState.Switch.OFF, position());
    }

    private ServiceState.Switch position() {
        return new ServiceSwitch(world.site().directory()).known().orElseThrow().position();
    }

    private void garbleSwitch() throws IOException {
        Files.writeString(world.site().directory().resolve("service.json"), "garbage");
    }

    /** A worker that is killed while it writes the last byte leaves a whole record without its line end. */
    @Test
    void outcomeWithoutItsLineEndIsNotFoundOutAgain() throws Exception {
        try (Journal journal = world.site().openJournalPatiently()) {
            journal.append(new Intent("a", Action.RESTART, "all", Optional.of("phys-a"), Optional.empty(), false));
            journal.append(Outcome.of("a", Outcome.Result.FAILED, "refused by the cluster", Duration.ofSeconds(1)));
        }
        Path file = world.site().directory().resolve(Journal.FILE);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertTrue(ManualAction.resolveOrphans(world.site()));
        assertEquals(new String(whole, StandardCharsets.UTF_8), Files.readString(file));
    }

    @Test
    void onStartsServiceOffByJournal() throws Exception {
        assertEquals(Operator.Result.End.DONE, operator().off().end());
        garbleSwitch();
        assertEquals(
                "on: the service is started, faults are acted on",
                operator().on().sentence());
        assertEquals(List.of("stop", "start"), world.deeds);
    }

    @Test
    void unreadableSwitchAfterOffIsNotPaused() throws Exception {
        assertEquals(Operator.Result.End.DONE, operator().off().end());
        garbleSwitch();
        refused(
                "the state of the service cannot be read, and it was off last: nothing is acted on;"
                        + " 'hamail off' or 'on' sets it anew",
                operator().pause());
    }

    @Test
    void unreadableSwitchNeverOffIsPaused() throws Exception {
        assertEquals(Operator.Result.End.DONE, operator().pause().end());
        garbleSwitch();
        assertEquals(Operator.Result.End.DONE, operator().pause().end());
        garbleSwitch();
        assertEquals("on: faults are acted on", operator().on().sentence());
        assertEquals(List.of(), world.deeds);
    }

    private static void failedRestart(Journal journal, String id) throws Exception {
        journal.append(new OperatorCommand("restart", "bob", "", Optional.empty()));
        journal.append(new Intent(id, Action.FAILOVER, "all", Optional.of("phys-a"), Optional.of("phys-b"), false));
        journal.append(new Outcome(id, Outcome.Result.INDETERMINATE, "", BigDecimal.ONE));
        journal.append(new Verification(id, false, ""));
    }

    @Test
    void anAckTellsOfAllThatItAcknowledges() throws Exception {
        try (Journal journal = world.site().openJournalPatiently()) {
            failedRestart(journal, "1");
        }
        var result = new CompletableFuture<Operator.Result>();
        var ack = new Thread(() -> {
            try {
                result.complete(operator().ack());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        try (Journal journal = world.site().openJournalPatiently()) {
            ack.start();
            while (ack.getState() != Thread.State.TIMED_WAITING && !result.isDone()) {
                Thread.onSpinWait(); // until it waits for the journal
            }
            world.pass(Duration.ofMinutes(1));
            failedRestart(journal, "2");
        }
        assertEquals(3, result.get().sentence().split("begun at").length, result.get()::sentence);
    }

    @Test
    void secondSetAsideLeavesNewJournalAsIs() throws Exception {
        FileLock worker = workerLock();
        breakJournal();
        var result = new CompletableFuture<Operator.Result>();
        var second = new Thread(() -> {
            try {
                result.complete(new SettingAside(world.site(), BOB).run());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        second.start();
        while (second.getState() != Thread.State.TIMED_WAITING && !result.isDone()) {
            Thread.onSpinWait(); // until it waits for the worker's lock
        }
        Path journal = world.site().directory().resolve("journal.jsonl");
        Files.delete(journal);
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        String whole = Files.readString(journal);
        worker.close();
        refused("another has set the broken journal aside meanwhile; nothing more was done", result.get());
        assertEquals(whole, Files.readString(journal));
    }

    private void breakJournal() throws Exception {
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        Path journal = world.site().directory().resolve("journal.jsonl");
        Files.writeString(journal, Files.readString(journal).replace("imapd", "popd"));
    }

    @Test
    void twoJournalsAreSetAsideInOneSecond() throws Exception {
        for (int i = 0; i < 2; i++) {
            breakJournal();
            Operator.Result result = new SettingAside(world.site(), ALICE).run();
            assertEquals(Operator.Result.End.DONE, result.end(), result.sentence());
        }
        try (var files = Files.newDirectoryStream(world.site().directory(), "journal.set-aside-*.jsonl")) {
            int count = 0;
            for (Path file : files) {
                count += Files.exists(file) ? 1 : 0;
            }
            assertEquals(2, count);
        }
    }

    /** Where the core can be asked, its word alone counts. */
    @Test
    void downtimeOverIsRefusedWhereCoreIsAsked() throws Exception {
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        Site site = world.site();
        var sources = new Site.Sources(
                site.sources().probe(),
                site.sources().verifier(),
                site.sources().confirmTimeout(),
                site.sources().preconditions(),
                Optional.of(() -> new CoreUnreadable("status.dat is missing")));
        var asked = new Site(
                site.logicalHost(),
                stateDir,
                site.settings(),
                site.engine(),
                site.engineTimeout(),
                sources,
                site.timing());
        int records = world.journal().size();
        Operator.Result result = new Operator(asked, ALICE).downtimeOver();
        assertEquals(Operator.Result.End.REFUSED, result.end(), result.sentence());
        assertTrue(result.sentence().contains("end the downtime there"), result.sentence());
        assertEquals(records, world.journal().size());
    }
}
