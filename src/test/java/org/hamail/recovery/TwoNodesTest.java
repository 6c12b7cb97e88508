package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The daemons run on both nodes, only the address moves, and each node is watched by services of its own. */
class TwoNodesTest extends WithWorld {
    private static final Series IMAPD = new Series(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL);

    @BeforeEach
    void stopService() {
        world.served = false;
    }

    private static Notification absent(String node) {
        return World.about(node, World.absent(Role.IMAPD, "3"));
    }

    private static Notification well(String node) {
        return World.about(node, World.well(Role.IMAPD, CheckKind.PROCESS));
    }

    private RecoveryStatus status() throws Exception {
        return RecoveryStatus.of(world.site());
    }

    private long coreReports() throws Exception {
        return world.journal().stream()
                .map(Entry::event)
                .filter(CoreReport.class::isInstance)
                .count();
    }

    /** It has failed over to phys-b, where imapd dies and cannot be restarted: ping-pong holds the next failover. */
    private void holdAFaultOfTheActiveNode() throws Exception {
        world.restartHelps = false;
        world.tell(absent("phys-a"));
        assertEquals(List.of("restart all", "move phys-a phys-b"), world.deeds);
        world.pass(Duration.ofMinutes(5));
        world.served = false;
        world.tell(absent("phys-b"));
        assertEquals(1, held().size());
        assertTrue(held().get(0).contains(" on phys-b, held by pingpong"), held().get(0));
    }

    private List<String> held() throws Exception {
        return new Reconciler(world.site()).look().sentences();
    }

    @Test
    void okOfIdleNodeEndsNoActiveFault() throws Exception {
        holdAFaultOfTheActiveNode();
        world.tell(well("phys-a"));
        assertEquals(1, held().size());
        world.minutesPass(60);
        assertEquals("move phys-b phys-a", world.deeds.get(world.deeds.size() - 1));
    }

    @Test
    void okOfLogicalHostEndsFaultsOfNodes() throws Exception {
        holdAFaultOfTheActiveNode();
        world.tell(World.well(Role.IMAPD, CheckKind.PROCESS));
        assertEquals(List.of(), held());
    }

    @Test
    void faultOfIdleNodeHidesNoActiveFault() throws Exception {
        var alice = new Operator.Request("alice", "", Optional.empty(), false);
        new Operator(world.site(), alice).pause();
        world.tell(absent("phys-a"));
        world.tell(absent("phys-b"));
        world.pass(Duration.ofHours(2));
        new Operator(world.site(), alice).resume();
        new Worker(world.site()).reconcile();
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void bothNodesReportTheSameWithinAMinute() throws Exception {
        world.tell(absent("phys-b"));
        world.tell(absent("phys-a"));
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void absenceOnIdleNodeCountsWhenTheClusterMovesMailThere() throws Exception {
        world.tell(absent("phys-b"));
        assertEquals(Condition.IDLE, status().condition());
        world.pass(Duration.ofDays(30));
        world.active = "phys-b";
        world.minutesPass(6);
        assertEquals(List.of("restart all"), world.deeds);
        assertTrue(world.lookedAt.contains("phys-b"), world.lookedAt::toString);
        world.minutesPass(594);
        assertEquals(List.of("restart all"), world.deeds);
        assertEquals(Condition.IDLE, status().condition());
    }

    @Test
    void absenceOnNodeThatServesAfterAMoveIsHealed() throws Exception {
        world.tell(absent("phys-b"));
        world.active = "phys-b";
        world.served = true;
        world.minutesPass(600);
        assertEquals(List.of(), world.deeds);
        assertEquals(Condition.IDLE, status().condition());
        int records = world.journal().size();
        world.served = false;
        world.minutesPass(60);
        assertEquals(records, world.journal().size(), "it was seen to serve there: another report is needed");
    }

    @Test
    void absenceOnNodeThatMailHasComeToIsShownWhileHeld() throws Exception {
        world.tell(absent("phys-b"));
        world.active = "phys-b";
        world.quorum = false;
        world.minutesPass(20);
        assertEquals(List.of(), world.deeds);
        assertEquals(Condition.HELD, status().condition(), status().sentence());
        assertTrue(held().get(0).contains("imapd absent since"), held().get(0));
        world.quorum = true;
        world.minutesPass(6);
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void absenceOnNodeThatStaysIdleAddsNoRecord() throws Exception {
        world.tell(absent("phys-b"));
        int records = world.journal().size();
        world.minutesPass(600);
        assertEquals(records, world.journal().size());
        assertEquals(Condition.IDLE, status().condition());
        world.tell(well("phys-b"));
        world.active = "phys-b";
        records = world.journal().size();
        world.minutesPass(60);
        assertEquals(records, world.journal().size());
    }

    @Test
    void askingForTheNodeAloneIsNothingToTell() throws Exception {
        world.tell(absent("phys-b"));
        var reconciliation = new Reconciliation(world.site());
        List<String> nothing = List.of("no fault stands, and nothing is left undone");
        assertEquals(nothing, reconciliation.dryRun().lines());
        Reconciliation.Account account = reconciliation.carryOut(ConfigurationInForce.FOR_EVER);
        assertEquals(nothing, account.lines());
        assertFalse(account.due());
    }

    @Test
    void absenceOnIdleNodeOutlivesAVerifiedActionOnTheOther() throws Exception {
        world.tell(absent("phys-b"));
        world.tell(absent("phys-a"));
        assertEquals(List.of("restart all"), world.deeds);
        world.pass(Duration.ofDays(1));
        world.active = "phys-b";
        world.served = false;
        world.minutesPass(6);
        assertEquals(List.of("restart all", "restart all"), world.deeds);
    }

    private CoreService shown(String node, Status state, Duration hard) {
        Instant now = world.now().time();
        return new CoreService(
                "mail1;imapd process " + node,
                "mail1",
                IMAPD,
                Optional.of(node),
                new LastCheck(
                        Optional.of(state),
                        true,
                        now.minus(hard),
                        Optional.of(now.minusSeconds(20)),
                        3,
                        3,
                        state == Status.OK ? "DAEMON OK: there" : "DAEMON CRITICAL [absent]: no process"),
                HostState.UP,
                0,
                EventHandler.ON);
    }

    private void coreShows(CoreService... services) {
        world.core = Optional.of(new CoreView(world.now().time(), Arrays.asList(services), List.of()));
    }

    @Test
    void coreProblemOfOneNodeIsTaken() throws Exception {
        coreShows(
                shown("phys-a", Status.CRITICAL, Duration.ofMinutes(3)),
                shown("phys-b", Status.OK, Duration.ofDays(3)));
        assertEquals(Condition.UNHEARD, status().condition());
        assertTrue(status().sentence().contains("imapd process (local) on phys-a"), status().sentence());
        new Worker(world.site()).reconcile();
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void unusableServiceOfOtherNodeHidesNothing() throws Exception {
        var other =
                new CoreView.NotShown("mail1", new NodeSeries(IMAPD, Optional.of("phys-b")), "its state is missing");
        var own = new CoreView.NotShown("mail1", new NodeSeries(IMAPD, Optional.of("phys-a")), "its state is missing");
        CoreService dead = shown("phys-a", Status.CRITICAL, Duration.ofMinutes(3));
        world.core = Optional.of(new CoreView(world.now().time(), List.of(dead), List.of(own)));
        assertEquals(Condition.IDLE, status().condition());
        world.core = Optional.of(new CoreView(world.now().time(), List.of(dead), List.of(other)));
        assertEquals(Condition.UNHEARD, status().condition());
    }

    @Test
    void healedFaultThatReturnsIsTakenFromCore() throws Exception {
        world.tellUnheard(absent("phys-a"));
        world.served = true;
        new Worker(world.site()).reconcile();
        assertEquals(List.of(), world.deeds, "healed by the first probe");
        world.served = false;
        world.pass(Duration.ofMinutes(4));
        coreShows(shown("phys-a", Status.CRITICAL, Duration.ofMinutes(6)));
        new Worker(world.site()).reconcile();
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void newAbsenceOnIdleNodeIsTakenAgain() throws Exception {
        world.tell(absent("phys-b"));
        world.pass(Duration.ofMinutes(30));
        coreShows(shown("phys-b", Status.CRITICAL, Duration.ofMinutes(31)));
        new Worker(world.site()).reconcile();
        assertEquals(0, coreReports());
        coreShows(shown("phys-b", Status.CRITICAL, Duration.ofMinutes(3)));
        new Worker(world.site()).reconcile();
        assertEquals(1, coreReports());
    }

    @Test
    void serviceNamingNodeInCoreIsNotUnheard() throws Exception {
        world.core = Optional.of(new CoreView(world.now().time(), List.of(), List.of()));
        world.engineSilent = true;
        world.tell(World.absent(Role.IMAPD, "3"));
        world.pass(Duration.ofMinutes(3));
        coreShows(shown("phys-a", Status.CRITICAL, Duration.ofMinutes(3)));
        new Worker(world.site()).reconcile();
        assertEquals(0, coreReports());
    }
}
