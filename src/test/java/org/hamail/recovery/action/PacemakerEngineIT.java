package org.hamail.recovery.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hamail.recovery.cluster.ClusterView;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.hamail.time.Ticker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real Pacemaker and Corosync of two nodes. */
class PacemakerEngineIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final RealServers SERVERS = new RealServers();

    private final PacemakerEngine engine = engine(InstantSource.system(), Pause.real());

    /** A node, reached through the script that made it instead of ssh. */
    private record Member(String name) implements Reach {
        @Override
        public ShellFreeCommand command(List<String> words) {
            Path script = Path.of(System.getProperty("basedir", ""), "test-fixtures", "servers", "pacemaker.sh");
            var all = new ArrayList<>(List.of(
                    "env", "RUNROOT=" + SERVERS.root(), script.toAbsolutePath().toString(), "exec", name));
            all.addAll(words);
            return new ShellFreeCommand(all);
        }
    }

    @BeforeAll
    static void start() {
        SERVERS.start("pacemaker");
    }

    @AfterAll
    static void stop() {
        SERVERS.close();
    }

    @BeforeEach
    void onTheFirstNode() {
        SERVERS.run("pacemaker", "group");
        tell("crm_resource", "--resource", "mail1", "--move", "--node", "node1", "--force");
        Eventually.get(PATIENCE, this::view, view -> view.active().equals(Optional.of("node1")));
        tell("crm_resource", "--resource", "mail1", "--clear");
        settled();
    }

    @AfterEach
    void leavesNoConstraint() {
        assertFalse(tell("cibadmin", "--query", "--scope", "constraints").contains("hamail-"));
    }

    @Test
    void itSaysWhereTheGroupIsAndWhereItCouldBe() throws Exception {
        assertEquals(
                new ClusterView(
                        Optional.of("node1"), ClusterView.State.RUNNING, List.of("node2"), true, Optional.empty()),
                engine.status());
    }

    @Test
    void itMovesTheGroupOnceAndOnlyFromWhereItIs() throws Exception {
        ActionResult moved = engine.move("node1", "node2");
        assertEquals(ActionResult.End.DONE, moved.end(), moved.detail());
        assertEquals(Optional.of("node2"), engine.status().active());
        ActionResult again = engine.move("node1", "node2");
        assertEquals(
                new ActionResult(ActionResult.End.FAILED, "nothing was tried: it is on node2, not on node1"), again);
        assertEquals(ActionResult.End.DONE, engine.move("node2", "node1").end());
    }

    @Test
    void ofTwoAtOnceOneMoves() throws Exception {
        int before = starts("node2");
        var other = CompletableFuture.supplyAsync(
                () -> engine(InstantSource.system(), Pause.real()).move("node1", "node2"));
        ActionResult mine = engine.move("node1", "node2");
        ActionResult theirs = other.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        List<ActionResult.End> ends = List.of(mine.end(), theirs.end());
        assertTrue(ends.contains(ActionResult.End.DONE), mine + " " + theirs);
        assertTrue(ends.contains(ActionResult.End.FAILED), mine + " " + theirs);
        assertEquals(Optional.of("node2"), settled().active());
        assertEquals(before + 1, starts("node2"));
    }

    @Test
    void itRestartsTheGroupThroughTheCluster() throws Exception {
        int before = starts("node1");
        ActionResult restarted = engine.restart("imapd");
        assertEquals(ActionResult.End.DONE, restarted.end(), restarted.detail());
        assertEquals(Optional.of("node1"), engine.status().active());
        assertEquals(before + 1, starts("node1"));
    }

    @Test
    void itStopsAndStartsTheGroup() throws Exception {
        assertEquals(ActionResult.End.DONE, engine.stop().end());
        assertEquals(ClusterView.State.STOPPED, engine.status().state());
        assertEquals(Optional.empty(), engine.status().active());
        assertEquals(
                "nothing was tried: it is not running but STOPPED",
                engine.restart("all").detail());
        assertEquals(ActionResult.End.DONE, engine.start().end());
        assertEquals(ClusterView.State.RUNNING, engine.status().state());
    }

    @Test
    void whatAnOperatorHasMovedOrBannedIsLeftAlone() throws Exception {
        tell("crm_resource", "--resource", "mail1", "--ban", "--node", "node2");
        try {
            ClusterView view = settled();
            assertEquals(Optional.of("cli-ban-mail1-on-node2"), view.foreignConstraint());
            assertEquals(List.of(), view.eligible());
            assertEquals(ActionResult.End.FAILED, engine.move("node1", "node2").end());
            assertEquals(
                    ActionResult.End.DONE,
                    engine.restart("all").end(),
                    "a restart moves nothing, so it is no reason against it");
            assertTrue(tell("cibadmin", "--query", "--scope", "constraints").contains("cli-ban-mail1-on-node2"));
        } finally {
            tell("crm_resource", "--resource", "mail1", "--clear");
        }
        assertEquals(Optional.empty(), settled().foreignConstraint());
    }

    @Test
    void inMaintenanceNothingIsDone() throws Exception {
        int before = starts("node1");
        tell("crm_attribute", "--name", "maintenance-mode", "--update", "true");
        try {
            Eventually.get(PATIENCE, this::view, view -> view.state() == ClusterView.State.MAINTENANCE);
            assertEquals(ActionResult.End.FAILED, engine.restart("all").end());
            assertEquals(ActionResult.End.FAILED, engine.move("node1", "node2").end());
        } finally {
            tell("crm_attribute", "--name", "maintenance-mode", "--delete");
        }
        assertEquals(before, starts("node1"));
    }

    @Test
    void aNodeInStandbyIsNoTarget() throws Exception {
        tell("crm_standby", "--node", "node2", "--update", "on");
        try {
            Eventually.get(PATIENCE, this::view, view -> view.eligible().isEmpty());
            ActionResult refused = engine.move("node1", "node2");
            assertEquals(ActionResult.End.FAILED, refused.end());
            assertTrue(refused.detail().contains("standby"), refused.detail());
        } finally {
            tell("crm_standby", "--node", "node2", "--delete");
        }
    }

    @Test
    void whatDoesNotStartOnTheTargetIsBackAndTheTargetIsNoTargetAnyMore() throws Exception {
        tell(
                "crm_resource",
                "--resource",
                "mail1-service",
                "--set-parameter",
                "fail_start_on",
                "--parameter-value",
                "node2");
        settled();
        try {
            ActionResult tried = engine.move("node1", "node2");
            assertEquals(ActionResult.End.FAILED, tried.end(), tried.detail());
            assertTrue(tried.detail().contains("did not get to node2"), tried.detail());
            ClusterView view = settled();
            assertEquals(Optional.of("node1"), view.active());
            assertEquals(List.of(), view.eligible());
            assertEquals(
                    "nothing was tried: node2 has seen mail1-service fail as often as it may",
                    engine.move("node1", "node2").detail());
        } finally {
            tell("crm_resource", "--resource", "mail1-service", "--delete-parameter", "fail_start_on");
            tell("crm_resource", "--cleanup", "--resource", "mail1");
        }
        Eventually.get(PATIENCE, this::view, view -> view.eligible().equals(List.of("node2")));
    }

    @Test
    void aMoveWhoseWorkerWasKilledIsSeenAndLosesItsHold() throws Exception {
        Pause killed = time -> {
            throw new IllegalStateException("killed");
        };
        PacemakerEngine victim = engine(InstantSource.system(), killed);
        assertThrows(IllegalStateException.class, () -> victim.move("node1", "node2"));
        assertEquals(ClusterView.State.MOVING, engine.status().state());
        assertEquals(ActionResult.End.FAILED, engine.move("node1", "node2").end());
        Eventually.get(PATIENCE, () -> engine.status().active(), Optional.of("node2")::equals);
        Instant later = Instant.now().plus(Duration.ofHours(1));
        PacemakerEngine next = engine(InstantSource.fixed(later), Pause.real());
        assertEquals(ClusterView.State.RUNNING, next.status().state());
        ActionResult moved = next.move("node2", "node1");
        assertEquals(ActionResult.End.DONE, moved.end(), moved.detail());
    }

    @Test
    void aLostNodeIsNoTargetAndALostClusterIsSilent() throws Exception {
        SERVERS.run("pacemaker", "off", "node2");
        Eventually.get(PATIENCE, this::view, view -> view.eligible().isEmpty());
        assertEquals(Optional.of("node1"), engine.status().active());
        assertEquals(ActionResult.End.FAILED, engine.move("node1", "node2").end());
        SERVERS.run("pacemaker", "off", "node1");
        EngineSilent silent = assertThrows(EngineSilent.class, engine::status);
        assertTrue(String.valueOf(silent.getMessage()).startsWith("no node answers for the cluster (node1: "));
        assertEquals(ActionResult.End.FAILED, engine.move("node1", "node2").end());
        SERVERS.run("pacemaker", "start");
        settled();
    }

    private static PacemakerEngine engine(InstantSource clock, Pause pause) {
        return new PacemakerEngine(
                List.of(new Member("node1"), new Member("node2")), "mail1", LIMIT, clock, Ticker.system(), pause);
    }

    private ClusterView settled() {
        return Eventually.get(PATIENCE, this::view, view -> view.state() == ClusterView.State.RUNNING);
    }

    /** What the engine says; while it is silent, a view of nothing. */
    private ClusterView view() {
        try {
            return engine.status();
        } catch (EngineSilent e) {
            return new ClusterView(
                    Optional.empty(), ClusterView.State.STOPPED, List.of("silent"), false, Optional.empty());
        }
    }

    /** How often the service was started there, as the cluster's own log of the node tells. */
    private static int starts(String node) {
        String log = SERVERS.run("pacemaker", "exec", node, "cat", "/var/log/pacemaker/pacemaker.log");
        return (int) log.lines()
                .filter(line -> line.contains("Result of start operation for mail1-service on " + node + ": ok"))
                .count();
    }

    private static String tell(String... words) {
        var all = new ArrayList<>(List.of("exec", "node1"));
        all.addAll(List.of(words));
        return SERVERS.run("pacemaker", all.toArray(String[]::new));
    }
}
