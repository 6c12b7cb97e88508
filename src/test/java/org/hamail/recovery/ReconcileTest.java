package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.operator.Operator;
import org.hamail.plugin.Status;
import org.hamail.recovery.core.CoreService;
import org.hamail.recovery.core.CoreService.HostState;
import org.hamail.recovery.core.CoreView;
import org.hamail.recovery.core.EventHandler;
import org.hamail.recovery.core.LastCheck;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.junit.jupiter.api.Test;

/** A fault that was held is judged again although the monitoring core says nothing more. */
class ReconcileTest extends WorldTest {
    private static final Operator.Request ALICE = new Operator.Request("alice", "", Optional.empty(), false);
    private static final Series IMAPD = new Series(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL);

    private void reconcile() throws Exception {
        new Worker(world.site()).reconcile();
    }

    private <E extends Event> List<E> events(Class<E> type) throws Exception {
        return world.journal().stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static Notification inDowntime(Notification said) {
        return World.with(said, "1", "UP");
    }

    @Test
    void faultOfPauseIsActedOnAfterIt() throws Exception {
        new Operator(world.site(), ALICE).pause();
        world.tell(World.absent(Role.IMAPD, "1"));
        world.pass(Duration.ofHours(3));
        reconcile();
        assertEquals(List.of(), world.deeds, "paused");
        int records = world.journal().size();
        reconcile();
        assertEquals(records, world.journal().size(), "nothing is recorded again while the gate is closed");
        new Operator(world.site(), ALICE).resume();
        reconcile();
        assertEquals(List.of("restart all"), world.deeds);
        assertEquals(
                List.of(OwnProbe.Result.FAILS),
                events(OwnProbe.class).stream().map(OwnProbe::result).toList());
    }

    @Test
    void heldFaultIsActedOnAfterDowntimeOver() throws Exception {
        world.tell(inDowntime(World.absent(Role.IMAPD, "1")));
        world.pass(Duration.ofMinutes(30));
        reconcile();
        assertEquals(List.of(), world.deeds);
        new Operator(world.site(), ALICE).downtimeOver();
        reconcile();
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void whatHasHealedMeanwhileIsNotActedOn() throws Exception {
        new Operator(world.site(), ALICE).pause();
        world.tell(World.absent(Role.IMAPD, "1"));
        world.pass(Duration.ofMinutes(10));
        world.served = true;
        new Operator(world.site(), ALICE).resume();
        reconcile();
        assertEquals(List.of(), world.deeds);
        assertEquals("healed", events(DecisionRecord.class).get(1).rule());
        assertEquals(OwnProbe.Result.SERVES, events(OwnProbe.class).get(0).result());
        int records = world.journal().size();
        reconcile();
        assertEquals(records, world.journal().size());
    }

    @Test
    void anEngineThatWasSilentIsAskedAgain() throws Exception {
        world.engineSilent = true;
        world.tell(World.absent(Role.IMAPD, "1"));
        world.pass(Duration.ofHours(2));
        reconcile();
        int records = world.journal().size();
        world.pass(Duration.ofMinutes(1));
        reconcile();
        assertEquals(records, world.journal().size(), "the same hold is recorded once");
        world.engineSilent = false;
        reconcile();
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void thePingpongIntervalEndsWithAnotherFailover() throws Exception {
        world.restartHelps = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all", "move phys-a phys-b"), world.deeds);
        world.pass(Duration.ofMinutes(30));
        world.served = false;
        world.tell(World.absent(Role.IMAPD, "2"));
        assertEquals(List.of("restart all", "move phys-a phys-b", "restart all"), world.deeds);
        world.pass(Duration.ofMinutes(29));
        reconcile();
        assertEquals(3, world.deeds.size(), "held by pingpong");
        world.pass(Duration.ofMinutes(2));
        reconcile();
        assertEquals("move phys-b phys-a", world.deeds.get(3));
    }

    @Test
    void decisionWhoseWorkerNeverCameIsCarriedOut() throws Exception {
        new Handler(world.site(), () -> {}).handle(World.absent(Role.IMAPD, "1"));
        world.pass(Duration.ofHours(2));
        reconcile();
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void theCoresDowntimeCountsAndNotTheNotifications() throws Exception {
        world.tell(inDowntime(World.absent(Role.IMAPD, "1")));
        world.pass(Duration.ofMinutes(10));
        world.core = Optional.of(core(1, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(9)));
        reconcile();
        assertEquals(List.of(), world.deeds);
        world.core = Optional.of(new CoreUnreadable("status.dat does not exist"));
        reconcile();
        assertEquals(List.of(), world.deeds);
        world.core = Optional.of(core(0, EventHandler.OFF, "CRITICAL [absent]", Duration.ofMinutes(9)));
        reconcile();
        assertEquals(List.of(), world.deeds, "what is switched off in the core stays off");
        world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(9)));
        reconcile();
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void problemThatOnlyCoreShowsIsActedOn() throws Exception {
        world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(1)));
        reconcile();
        assertEquals(List.of(), world.journal(), "a notification may still be on its way");
        for (EventHandler off : List.of(EventHandler.OFF, EventHandler.NONE, EventHandler.ALL_OFF)) {
            world.core = Optional.of(core(0, off, "CRITICAL [absent]", Duration.ofMinutes(3)));
            reconcile();
        }
        world.core = Optional.of(core(1, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(3)));
        reconcile();
        world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [refused]", Duration.ofMinutes(3)));
        reconcile();
        assertEquals(List.of(), world.journal());
        world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(3)));
        reconcile();
        assertEquals(1, events(CoreReport.class).size());
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void downtimeDuringOwnProbeIsSeenBeforeIntent() throws Exception {
        world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(3)));
        world.whileLooking =
                () -> world.core = Optional.of(core(1, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(3)));
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of(), events(Intent.class));
        assertEquals(List.of(), world.deeds);
    }

    /** Handlers that are late end in another order than they began. */
    @Test
    void overtakenReportDoesNotHideCoreProblem() throws Exception {
        for (Notification overtaken : List.of(World.well(Role.IMAPD, CheckKind.PROCESS), blind(Role.IMAPD))) {
            world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(9)));
            world.tell(overtaken);
            world.pass(Duration.ofMinutes(3));
            assertEquals(Condition.IDLE, standing().condition(), "the core's status is older");
            world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(9)));
            assertEquals(Condition.UNHEARD, standing().condition(), overtaken.state());
        }
        reconcile();
        assertEquals(List.of("restart all"), world.deeds);
    }

    private static Notification blind(Role daemon) {
        Notification well = World.well(daemon, CheckKind.PROCESS);
        return new Notification(
                well.daemon(),
                well.check(),
                well.observer(),
                "UNKNOWN",
                well.stateType(),
                "2",
                Optional.of("blind"),
                Optional.empty(),
                "DAEMON UNKNOWN [blind]: nothing was seen",
                well.hostState(),
                well.downtime(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void unansweredReportIsAnsweredBeforeCore() throws Exception {
        try (Journal journal = world.site().openJournal()) {
            journal.append(World.absent(Role.SMTPD, "7"));
        }
        world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(3)));
        reconcile();
        assertEquals(1, events(CoreReport.class).size());
        assertTrue(events(DecisionRecord.class).stream()
                .anyMatch(each -> each.because().contains(1L)));
    }

    @Test
    void twoServicesMayWatchOneNodeEach() throws Exception {
        world.tell(World.about("phys-a", inDowntime(World.absent(Role.IMAPD, "1"))));
        world.pass(Duration.ofMinutes(10));
        CoreService one = core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(9))
                .services()
                .get(0);
        Instant now = world.now().time();
        world.core = Optional.of(new CoreView(now, List.of(one, one), List.of()));
        reconcile();
        assertEquals(List.of(), world.deeds, "nobody can tell which one counts");
        world.core = Optional.of(new CoreView(now, List.of(on("phys-a", 1, one), on("phys-b", 0, one)), List.of()));
        reconcile();
        assertEquals(List.of(), world.deeds, "its own node is in downtime");
        world.core = Optional.of(new CoreView(now, List.of(on("phys-a", 0, one), on("phys-b", 1, one)), List.of()));
        reconcile();
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void anAbsenceOnAnotherNodeIsTakenOnce() throws Exception {
        CoreService one = core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(9))
                .services()
                .get(0);
        world.core = Optional.of(new CoreView(world.now().time(), List.of(on("phys-b", 0, one)), List.of()));
        reconcile();
        int records = world.journal().size();
        assertEquals(
                "wrong-node",
                events(DecisionRecord.class)
                        .get(events(DecisionRecord.class).size() - 1)
                        .rule());
        for (int i = 0; i < 5; i++) {
            world.pass(Duration.ofMinutes(5));
            world.core = Optional.of(new CoreView(world.now().time(), List.of(on("phys-b", 0, one)), List.of()));
            reconcile();
        }
        assertEquals(records, world.journal().size());
    }

    private static CoreService on(String node, int downtime, CoreService service) {
        return new CoreService(
                service.name() + " " + node,
                service.logicalHost(),
                service.series(),
                Optional.of(node),
                new LastCheck(
                        service.state(),
                        service.hard(),
                        service.hardSince(),
                        service.checked(),
                        service.attempt(),
                        service.maxAttempts(),
                        service.output()),
                service.hostState(),
                downtime,
                service.eventHandler());
    }

    @Test
    void problemAfterVerifiedRestartIsTakenFromCore() throws Exception {
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
        world.served = false; // it dies again before the core's next check: HARD stays HARD, and nothing is said
        world.pass(Duration.ofMinutes(4));
        world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(6)));
        assertTrue(
                standing()
                        .sentence()
                        .startsWith("the core still shows a problem of imapd process (local), which was over"),
                standing().sentence());
        reconcile();
        assertEquals(List.of("restart all", "restart all"), world.deeds);
        assertTrue(world.history().unheard().isEmpty(), "its event handler does reach hamail");
    }

    @Test
    void remoteTimeoutAndOwnProbeAreTwo() throws Exception {
        world.tell(World.about("phys-a", World.timeout(Role.IMAPD, Observer.REMOTE, "1")));
        assertEquals(List.of(), world.deeds, "the next report comes by itself");
        reconcile();
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
    }

    @Test
    void workerWaitsForEndOfSettleTime() throws Exception {
        world.tell(World.absent(Role.IMAPD, "1"));
        world.pass(Duration.ofMinutes(1));
        world.served = false; // it dies again, and the core says no more than this once
        world.tell(World.absent(Role.IMAPD, "2"));
        assertEquals(List.of("restart all", "restart all"), world.deeds);
    }

    @Test
    void okNeverStandsBesideAFaultThatStands() throws Exception {
        assertEquals(Condition.IDLE, standing().condition());
        new Handler(world.site(), () -> {}).handle(inDowntime(World.absent(Role.IMAPD, "1")));
        assertEquals(Condition.HELD, standing().condition());
        assertTrue(standing().warning(), "a downtime is expected");
        world.pass(Duration.ofDays(7));
        assertEquals(Condition.HELD, standing().condition());
        assertEquals(Duration.ofDays(7).toSeconds(), standing().age());
        new Operator(world.site(), ALICE).downtimeOver();
        assertEquals(Condition.PENDING, standing().condition());
        assertTrue(standing().found().due());
        reconcile();
        assertEquals(Condition.IDLE, standing().condition());
        assertEquals(0, standing().age());
    }

    @Test
    void unexpectedClosedGateIsCritical() throws Exception {
        world.engineSilent = true;
        world.tell(World.absent(Role.IMAPD, "1"));
        RecoveryStatus standing = standing();
        assertEquals(Condition.HELD, standing.condition());
        assertTrue(standing.sentence().contains("held by engine"), standing.sentence());
        assertEquals(false, standing.warning());
    }

    @Test
    void unreportedProblemIsUnheardUntilNotification() throws Exception {
        world.restartHelps = true;
        world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(3)));
        assertEquals(Condition.UNHEARD, standing().condition());
        reconcile();
        assertEquals(Condition.UNHEARD, standing().condition(), "acted on, and still nobody reports");
        world.tell(World.well(Role.POPD, CheckKind.PROTOCOL));
        assertEquals(Condition.IDLE, standing().condition());
    }

    /** A core calls no handler when a problem becomes another one: CRITICAL it was and is. */
    @Test
    void problemChangedInCoreIsActedOn() throws Exception {
        world.restartHelps = true;
        world.served = false;
        Notification absent = World.absent(Role.IMAPD, "3");
        world.tell(new Notification(
                absent.daemon(),
                absent.check(),
                absent.observer(),
                absent.state(),
                "HARD",
                absent.attempt(),
                Optional.of("too-many"),
                Optional.empty(),
                "DAEMON CRITICAL [too-many]: 9 processes",
                absent.hostState(),
                absent.downtime(),
                absent.eventId(),
                absent.node()));
        world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(1)));
        reconcile();
        assertEquals(List.of(), world.deeds, "a report may still be on its way");
        world.pass(Duration.ofMinutes(3));
        world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [too-many]", Duration.ofMinutes(4)));
        reconcile();
        assertEquals(List.of(), world.deeds);
        world.core = Optional.of(core(0, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(4)));
        reconcile();
        assertEquals(List.of("restart all"), world.deeds);
        assertEquals(Condition.IDLE, standing().condition(), "the event handler does reach hamail");
    }

    private RecoveryStatus standing() throws Exception {
        return RecoveryStatus.of(world.site());
    }

    @Test
    void longHeldRemoteTimeoutsCountWithProbe() throws Exception {
        new Operator(world.site(), ALICE).pause();
        world.tell(World.timeout(Role.IMAPD, Observer.REMOTE, "1"));
        world.pass(Duration.ofMinutes(2));
        world.tell(World.timeout(Role.IMAPD, Observer.REMOTE, "2"));
        world.pass(Duration.ofHours(3));
        new Operator(world.site(), ALICE).resume();
        reconcile();
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
    }

    @Test
    void manyAtOnceAreOneAction() throws Exception {
        new Operator(world.site(), ALICE).pause();
        world.tell(World.absent(Role.IMAPD, "1"));
        new Operator(world.site(), ALICE).resume();
        reconcile();
        reconcile();
        reconcile();
        assertEquals(1, events(Intent.class).size());
    }

    @Test
    void decisionHeldByGateIsNotPending() throws Exception {
        new Handler(world.site(), () -> {}).handle(World.absent(Role.IMAPD, "1"));
        world.pass(Duration.ofMinutes(5));
        assertEquals(Condition.PENDING, standing().condition());
        world.core = Optional.of(core(1, EventHandler.ON, "CRITICAL [absent]", Duration.ofMinutes(5)));
        assertEquals(Condition.HELD, standing().condition());
    }

    private CoreView core(int downtime, EventHandler handler, String output, Duration hard) {
        Instant now = world.now().time();
        return new CoreView(
                now,
                List.of(new CoreService(
                        "mail1;imapd process",
                        "mail1",
                        IMAPD,
                        Optional.empty(),
                        new LastCheck(
                                Optional.of(Status.CRITICAL),
                                true,
                                now.minus(hard),
                                Optional.of(now.minusSeconds(20)),
                                3,
                                3,
                                "DAEMON " + output + ": no process"),
                        HostState.UP,
                        downtime,
                        handler)),
                List.of());
    }
}
