package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.io.FileLock;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.Role;
import org.hamail.operator.Operator;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.hamail.recovery.status.WorkerMissingSince;
import org.junit.jupiter.api.Test;

/** What people are told of a logical host, word for word. */
class RecoveryStatusTest extends WithWorld {
    @Test
    void whoSwitchedItWhyAndUntilWhen() throws Exception {
        Instant until = world.now().time().plus(Duration.ofHours(1));
        by("new kernel", Optional.of(until)).pause();
        assertTold(Condition.PAUSED, "paused by alice: new kernel, until " + until);
        world.pass(Duration.ofHours(2));
        assertTold(Condition.OVERDUE, "paused by alice: new kernel, should have ended at " + until);
        by("", Optional.empty()).off();
        assertTold(Condition.OFF, "off by alice");
        by("", Optional.empty()).on();
        assertTold(Condition.IDLE, "on and idle");
    }

    @Test
    void theLastActionIsTheNewest() throws Exception {
        world.served = false;
        world.restartHelps = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        String last = String.valueOf(standing().fields().get("last_action"));
        assertTrue(last.startsWith("failover to phys-b begun at "), last);
    }

    @Test
    void aSwitchThatCannotBeReadBlocks() throws Exception {
        by("", Optional.empty()).pause();
        Files.writeString(stateDir.resolve("mail1/service.json"), "garbage");
        assertTold(
                Condition.BLOCKED,
                "the operator's switch cannot be read: nothing is acted on until 'hamail on', 'pause' or 'off' sets it anew");
        assertEquals("unreadable", standing().fields().get("service"));
    }

    @Test
    void aSwitchThatContradictsTheJournalBlocks() throws Exception {
        by("", Optional.empty()).pause();
        Files.delete(stateDir.resolve("mail1/service.json"));
        RecoveryStatus standing = standing();
        assertEquals(Condition.BLOCKED, standing.condition());
        assertTrue(standing.sentence().startsWith("the switch says on and the journal says"), standing.sentence());
    }

    @Test
    void severalFaultsAreCounted() throws Exception {
        world.served = false;
        for (Role daemon : List.of(Role.IMAPD, Role.POPD, Role.SMTPD)) {
            world.tellUnheard(World.with(World.absent(daemon, "1"), "1", "UP"));
            if (daemon == Role.POPD) {
                assertTrue(
                        standing().sentence().endsWith("; 1 more fault stands"),
                        standing().sentence());
            }
        }
        assertTrue(
                standing().sentence().endsWith("; 2 more faults stand"),
                standing().sentence());
        String all = String.valueOf(standing().fields().get("standing"));
        assertEquals(3, all.split("held by downtime", -1).length - 1, all);
    }

    private static Notification refused() {
        Notification said = World.timeout(Role.IMAPD, Observer.REMOTE, "3");
        return new Notification(
                said.daemon(),
                said.check(),
                said.observer(),
                said.state(),
                said.stateType(),
                said.attempt(),
                Optional.of("refused"),
                Optional.empty(),
                "X CRITICAL [refused]: told by a test",
                said.hostState(),
                said.downtime(),
                said.eventId(),
                said.node());
    }

    @Test
    void decisionIsPendingThoughSeriesChanged() throws Exception {
        world.tellUnheard(World.timeout(Role.IMAPD, Observer.REMOTE, "1"));
        world.tellUnheard(World.timeout(Role.IMAPD, Observer.REMOTE, "2"));
        world.tellUnheard(refused());
        assertEquals(List.of(), world.history().standing());
        assertEquals(Condition.PENDING, standing().condition());
        FileLock worker = worker();
        assertEquals(Condition.ACTING, standing().condition());
        assertTrue(
                standing().sentence().startsWith("failover decided at "),
                standing().sentence());
        worker.close();
    }

    @Test
    void whatIsPendingNamesVerbThatDoesIt() throws Exception {
        world.tellUnheard(World.absent(Role.POPD, "1"));
        assertTrue(
                standing().sentence().endsWith("hamail restart acts now"),
                standing().sentence());
        world.tellUnheard(World.timeout(Role.IMAPD, Observer.REMOTE, "1"));
        world.tellUnheard(World.timeout(Role.IMAPD, Observer.REMOTE, "2"));
        assertTrue(
                standing().sentence().endsWith("hamail switch acts now"),
                standing().sentence());
    }

    @Test
    void whereNothingObservesTheServiceNoneIsTold() throws Exception {
        assertEquals("running", standing().fields().get("engine"));
        world.observes = false;
        assertEquals("none", standing().fields().get("engine"));
        assertEquals("phys-a", standing().fields().get("active"));
        by("", Optional.empty()).off();
        assertEquals("", standing().fields().get("active"));
        world.observes = true;
        assertEquals("phys-a", standing().fields().get("active"));
    }

    @Test
    void nextRestartTimeIsReported() throws Exception {
        world.mode = PolicyMode.RESTART_ONLY;
        for (String attempt : List.of("1", "2", "3")) {
            world.served = false;
            world.tell(World.absent(Role.IMAPD, attempt));
            world.pass(Duration.ofMinutes(5));
        }
        assertEquals(2, world.deeds.size());
        assertFalse(String.valueOf(standing().fields().get("next")).isEmpty());
    }

    @Test
    void workerIsAtUndecidedFault() throws Exception {
        world.tellUnheard(World.well(Role.POPD, CheckKind.PROTOCOL));
        FileLock worker = worker();
        assertEquals(Condition.IDLE, standing().condition());
        world.tellUnheard(World.with(World.absent(Role.IMAPD, "1"), "1", "UP"));
        by("", Optional.empty()).downtimeOver();
        assertEquals(Condition.ACTING, standing().condition());
        assertTrue(
                standing().sentence().endsWith("not probed yet, and a worker is acting on it"),
                standing().sentence());
        worker.close();
        assertEquals(Condition.PENDING, standing().condition());
    }

    @Test
    void ofTwoActionsThatFailedLastIsNamed() throws Exception {
        world.restartEnd = ActionResult.End.FAILED;
        world.restartDetail = "restart exited with 1: a password is required";
        world.served = false;
        by("", Optional.empty()).restart("all");
        world.pass(Duration.ofMinutes(1));
        Instant second = world.now().time();
        by("", Optional.empty()).restart("all");
        assertTold(
                Condition.FAILED,
                "the restart of all begun at " + second + " failed: restart exited with 1: a password is required;"
                        + " correct the cause ('hamail restart --dry-run' shows the command), then hamail ack");
        world.restartEnd = ActionResult.End.DONE;
        world.restartHelps = false;
        Instant third = world.now().time();
        by("", Optional.empty()).restart("all");
        assertTold(
                Condition.FAILED,
                "the restart of all begun at " + third
                        + " did not help; look at the log of the daemon, then hamail ack");
    }

    @Test
    void actionInProgressIsNotIndeterminate() throws Exception {
        try (Journal journal = world.site().openJournal()) {
            journal.append(new Intent("i", Action.RESTART, "all", Optional.of("phys-a"), Optional.empty(), false));
        }
        assertEquals(Condition.INDETERMINATE, standing().condition());
        assertFalse(standing().isWorking());
        FileLock worker = worker();
        RecoveryStatus standing = standing();
        assertEquals(Condition.ACTING, standing.condition());
        assertTrue(standing.sentence().endsWith(" is in progress"), standing.sentence());
        assertTrue(standing.isWorking());
        worker.close();
    }

    /** A process that was stopped keeps its lock, and everybody else leaves the fault to it. */
    @Test
    void workerThatRecordsNothingIsNoneInTheEnd() throws Exception {
        world.served = false;
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        FileLock worker = worker();
        world.pass(Duration.ofMinutes(2));
        assertEquals(Condition.ACTING, standing().condition());
        world.pass(Duration.ofMinutes(10));
        RecoveryStatus standing = standing();
        assertEquals(Condition.PENDING, standing.condition());
        assertFalse(standing.warning());
        assertTrue(
                standing.sentence()
                        .contains(": process " + ProcessHandle.current().pid() + " holds worker.lock"),
                standing.sentence());
        worker.close();
    }

    @Test
    void actionOfWorkerThatRecordsNothingHasAnUnknownOutcome() throws Exception {
        try (Journal journal = world.site().openJournal()) {
            journal.append(new Intent("i", Action.RESTART, "all", Optional.of("phys-a"), Optional.empty(), false));
        }
        FileLock worker = worker();
        world.pass(Duration.ofMinutes(8));
        assertEquals(Condition.ACTING, standing().condition(), "the action, its unknown outcome, the proof");
        world.pass(Duration.ofMinutes(15));
        assertEquals(Condition.INDETERMINATE, standing().condition());
        assertTrue(
                standing().sentence().contains(" has not ended: process "),
                standing().sentence());
        worker.close();
    }

    /** Nobody records that a downtime ended in the core: then it counts since somebody saw it. */
    @Test
    void workerHasItsTimeSinceTheGateWasSeenOpen() throws Exception {
        world.served = false;
        world.tell(World.with(World.absent(Role.IMAPD, "1"), "1", "UP"));
        world.pass(Duration.ofHours(3));
        by("", Optional.empty()).downtimeOver();
        FileLock worker = worker();
        assertEquals(Condition.ACTING, standing().condition());
        worker.close();
    }

    /** Waiting for years is not what people expect of two minutes. */
    @Test
    void settleTimeOfAClockThatWasSetBackIsNoWarning() throws Exception {
        world.served = false;
        world.passOnTheClock(Duration.ofDays(3650));
        world.tell(World.absent(Role.IMAPD, "1"));
        world.tell(World.well(Role.IMAPD, CheckKind.PROCESS));
        world.containerStartsAgain(Duration.ofDays(-3650));
        world.pass(Duration.ofMinutes(5));
        world.served = false;
        world.tell(World.absent(Role.IMAPD, "2"));
        assertEquals(Condition.HELD, standing().condition());
        assertFalse(standing().warning());
        assertTrue(
                standing()
                        .sentence()
                        .endsWith("; the clock was set back since the last action; hamail restart acts now"),
                standing().sentence());
    }

    @Test
    void decisionIsPendingUnlessWorkerIsAtIt() throws Exception {
        world.served = false;
        world.tellUnheard(World.absent(Role.IMAPD, "1"));
        assertEquals(Condition.PENDING, standing().condition());
        assertTrue(standing().warning());
        world.pass(Duration.ofSeconds(60));
        assertTrue(standing().warning(), "a worker has a minute to start");
        world.pass(Duration.ofMillis(10));
        assertFalse(standing().warning());
        FileLock worker = worker();
        RecoveryStatus standing = standing();
        assertEquals(Condition.ACTING, standing.condition());
        assertTrue(standing.sentence().startsWith("restart decided at "), standing.sentence());
        assertTrue(standing.sentence().endsWith(", and a worker is acting on it"), standing.sentence());
        worker.close();
    }

    @Test
    void faultGetsMinuteFromSettleEnd() throws Exception {
        world.served = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        world.served = false;
        world.pass(Duration.ofSeconds(30));
        world.tellUnheard(World.absent(Role.IMAPD, "2"));
        assertEquals(Condition.HELD, standing().condition());
        world.pass(Duration.ofMinutes(2));
        assertPending(true);
        world.tellUnheard(World.well(Role.POPD, CheckKind.PROTOCOL));
        world.pass(Duration.ofSeconds(31));
        assertPending(false);
    }

    @Test
    void faultGetsMinuteFromEndOfDowntime() throws Exception {
        world.served = false;
        world.tellUnheard(World.with(World.absent(Role.IMAPD, "1"), "1", "UP"));
        world.pass(Duration.ofMinutes(9));
        world.tellUnheard(World.well(Role.POPD, CheckKind.PROTOCOL));
        world.pass(Duration.ofSeconds(60));
        assertPending(true);
        world.tellUnheard(World.well(Role.SMTPD, CheckKind.PROTOCOL));
        world.pass(Duration.ofSeconds(1));
        assertPending(false);
    }

    /** The core does not tell when a downtime ended. */
    @Test
    void coreDowntimeMinuteCountsFromFirstSight() throws Exception {
        world.served = false;
        Notification down = World.absent(Role.IMAPD, "1");
        world.core = Optional.of(world.shows(down, Duration.ofMinutes(3)));
        world.tellUnheard(World.with(down, "1", "UP"));
        world.pass(Duration.ofMinutes(10));
        world.core = Optional.of(world.shows(down, Duration.ofMinutes(10)));
        assertPending(false);
        new WorkerMissingSince(world.site()).remember(new Reconciler(world.site()).look());
        assertPending(true);
        world.pass(Duration.ofSeconds(60));
        new WorkerMissingSince(world.site()).remember(new Reconciler(world.site()).look());
        assertPending(true);
        world.pass(Duration.ofSeconds(1));
        assertPending(false);
    }

    private void assertPending(boolean warning) throws Exception {
        assertEquals(Condition.PENDING, standing().condition(), standing().sentence());
        assertEquals(warning, standing().warning());
    }

    @Test
    void everythingIsThereAsNamesAndValues() throws Exception {
        world.served = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        world.tell(World.well(Role.POPD, CheckKind.PROTOCOL));
        RecoveryStatus standing = standing();
        Map<String, String> fields = standing.fields();
        assertEquals("mail1", fields.get("logical_host"));
        assertEquals("on", fields.get("service"));
        assertEquals("idle", fields.get("condition"));
        assertEquals("phys-a", fields.get("active"));
        assertEquals("running", fields.get("engine"));
        assertEquals("phys-b", fields.get("eligible"));
        assertEquals("", fields.get("standing"));
        assertTrue(String.valueOf(fields.get("last_decision")).contains(" none ("), fields.toString());
        assertEquals(1, standing.recent(Action.RESTART));
        assertEquals(0, standing.recent(Action.FAILOVER));
        world.engineSilent = true;
        assertEquals("silent: the engine is silent", standing().fields().get("engine"));
    }

    @Test
    void whatOnlyTheCoreShowsIsNamed() throws Exception {
        Notification down = World.absent(Role.IMAPD, "1");
        world.core = Optional.of(world.shows(down, Duration.ofMinutes(3)));
        assertEquals(Condition.UNHEARD, standing().condition());
        String told = standing().sentence();
        assertTrue(told.startsWith("the core shows a problem of imapd"), told);
    }

    @Test
    void missingOrUnreadableCoreIsReported() {
        assertTrue(CoreState.read(world.site()).words(world.now()) instanceof Reading.NotConfigured);
        world.core = Optional.of(new CoreUnreadable("no status.dat"));
        assertTrue(CoreState.read(world.site()).words(world.now()) instanceof Reading.Unreadable<?> unreadable
                && unreadable.reason().equals("no status.dat"));
        world.core = Optional.of(world.shows(World.absent(Role.IMAPD, "1"), Duration.ofMinutes(3)));
        CoreState state = CoreState.read(world.site());
        world.pass(Duration.ofSeconds(7));
        assertTrue(state.words(world.now()) instanceof Reading.Known<?> known && known.age() == 7);
    }

    @Test
    void aWorkerThatCannotBeStartedIsTold() throws Exception {
        world.served = false;
        Handler.HandlerAnswer answer = new Handler(world.site(), () -> {
                    throw new IOException("no such file");
                })
                .handle(World.absent(Role.IMAPD, "1"));
        assertEquals("recorded, but no worker could be started: no such file", answer.note());
        assertFalse(((Handler.WorkerStarter) () -> {}).isStarting(), "who does not know says no");
    }

    @Test
    void noWorkerIsStartedBesideAnother() throws Exception {
        world.served = false;
        by("", Optional.empty()).pause();
        by("", Optional.empty()).on();
        int[] started = new int[1];
        FileLock worker = worker();
        new Handler(world.site(), () -> started[0]++).handle(World.absent(Role.IMAPD, "1"));
        assertEquals(0, started[0]);
        worker.close();
        new Handler(world.site(), () -> started[0]++).handle(World.absent(Role.IMAPD, "2"));
        assertEquals(1, started[0]);
    }

    private FileLock worker() throws Exception {
        return FileLock.take(world.site().workerLock(), Duration.ZERO).orElseThrow();
    }

    private Operator by(String reason, Optional<Instant> until) {
        return new Operator(world.site(), new Operator.Request("alice", reason, until, false));
    }

    private RecoveryStatus standing() throws Exception {
        return RecoveryStatus.of(world.site());
    }

    private void assertTold(Condition condition, String sentence) throws Exception {
        assertEquals(sentence, standing().sentence());
        assertEquals(condition, standing().condition());
    }
}
