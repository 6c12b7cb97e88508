package org.hamail.recovery.engine.pacemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.hamail.io.Command;
import org.hamail.io.CommandRunner;
import org.hamail.model.ClusterView;
import org.hamail.operator.Operator;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.support.Eventually;
import org.hamail.support.ShuffledOrder;
import org.hamail.time.Sleeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scenarios on a real Pacemaker and Corosync of two nodes, in another order each time. Each begins with the group on node1, a
 * stickiness of 100 and a preference of 10 for node1 that an operator has set; after each the same is looked at, see
 * {@link TestCluster#audit}.
 */
@TestMethodOrder(ShuffledOrder.class)
class PacemakerEngineIT {
    private static final String[] DISABLE = {"--meta", "--set-parameter", "target-role", "--parameter-value"};
    private static final TestCluster cluster = new TestCluster();

    @BeforeAll
    static void start() {
        cluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void asAtTheBeginning() throws Exception {
        cluster.fresh();
    }

    @AfterEach
    void whatMustAlwaysBeSo() throws Exception {
        cluster.audit();
    }

    // where it is, and the plain actions

    @Test
    void statusShowsGroupAndChangesNothing() throws Exception {
        String before = cluster.node1("cibadmin", "--query", "--scope", "configuration");
        assertEquals(
                new ClusterView(
                        Optional.of("node1"), ClusterView.State.RUNNING, List.of("node2"), true, Optional.empty()),
                cluster.engine().status());
        assertEquals(Optional.empty(), cluster.engine().objectionToMove("node1", "node2"));
        assertEquals(before, cluster.node1("cibadmin", "--query", "--scope", "configuration"));
    }

    @Test
    void groupIsMovedOnceFromItsNode() throws Exception {
        done(cluster.engine().move("node1", "node2"));
        assertEquals(Optional.of("node2"), cluster.engine().status().active());
        refused("it is on node2, not on node1", cluster.engine().move("node1", "node2"));
        done(cluster.engine().move("node2", "node1"));
        assertEquals(2, cluster.starts());
    }

    @Test
    void nothingMovesToMissingNode() {
        refused("node node3 is not eligible", cluster.engine().move("node1", "node3"));
    }

    @Test
    void itRestartsGroupThroughClusterOnWhicheverNode() throws Exception {
        done(cluster.engine().restart("imapd"));
        assertEquals(1, cluster.starts());
        done(cluster.engine().move("node1", "node2"));
        ActionResult there = cluster.engine().restart("imapd");
        done(there);
        assertEquals(Optional.empty(), there.elsewhere(), there.detail());
        assertEquals(Optional.of("node2"), cluster.engine().status().active());
    }

    @Test
    void restartLeavesTargetRoleAsItWas() throws Exception {
        cluster.node1("crm_resource", "--resource", "mail1", DISABLE[0], DISABLE[1], DISABLE[2], DISABLE[3], "Started");
        cluster.node1(
                "crm_resource",
                "--resource",
                "mail1-service",
                DISABLE[0],
                DISABLE[1],
                DISABLE[2],
                DISABLE[3],
                "Started");
        cluster.settled("node1");
        cluster.arranged();
        done(cluster.engine().restart("all"));
        assertEquals(1, cluster.starts());
    }

    @Test
    void itStopsAndStartsTheGroup() throws Exception {
        done(cluster.engine().stop());
        ClusterView view = cluster.engine().status();
        assertEquals(ClusterView.State.STOPPED, view.state());
        assertEquals(Optional.empty(), view.active());
        refused("the service is stopped", cluster.engine().restart("all"));
        refused("the service is stopped", cluster.engine().move("node1", "node2"));
        done(cluster.engine().start());
        assertEquals(ClusterView.State.RUNNING, cluster.engine().status().state());
    }

    @Test
    void aPersonsSwitchIsRecordedAndVerified() throws Exception {
        Operator.Result moved = cluster.operator(cluster.engine()).move(Optional.empty());
        assertEquals("verified: moved from node1 to node2", moved.sentence());
        assertTrue(cluster.last(Verification.class).orElseThrow().ok());
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow_stop.node1", "slow_start.node2"})
    void aServiceThatTakesItsTimeIsMoved(String what) throws Exception {
        cluster.control("mail1-service." + what, "3");
        done(cluster.engine().move("node1", "node2"));
    }

    @Test
    void serviceThatTakesTimeToStopIsRestarted() throws Exception {
        cluster.control("mail1-service.slow_stop.node1", "3");
        done(cluster.engine().restart("all"));
        assertEquals(1, cluster.starts());
    }

    // what must not be touched

    /** What `move` refuses, `restart` refuses, and for the same reason. */
    @ParameterizedTest
    @CsvSource({
        "MAINTENANCE, crm_attribute --name maintenance-mode --update true,        maintenance",
        "MAINTENANCE, crm_attribute --name stop-all-resources --update true,      stop all resources",
        "MAINTENANCE, crm_resource -r mail1 --meta -p is-managed -v false,         mail1-ip is not managed",
        "MAINTENANCE, crm_resource -r mail1-service --meta -p is-managed -v false, mail1-service is not managed",
        "RUNNING,     crm_resource -r mail1-service --meta -p target-role -v Stopped, mail1-service is disabled",
    })
    void whereNothingMayBeDoneNothingIsDone(ClusterView.State state, String command, String reason) throws Exception {
        cluster.node1(command.split(" "));
        Eventually.get(
                TestCluster.PATIENCE,
                cluster::view,
                view -> view.state() == state && view.objection().orElse("").contains(reason));
        cluster.arranged();
        int before = cluster.starts();
        for (ActionResult result :
                List.of(cluster.engine().restart("all"), cluster.engine().move("node1", "node2"))) {
            refused(reason, result);
        }
        Operator operator = cluster.operator(cluster.engine());
        assertEquals(Operator.Result.End.REFUSED, operator.restart("all").end());
        assertEquals(before, cluster.starts());
    }

    @Test
    void memberThatSomebodyHasStoppedKeepsRestRunning() throws Exception {
        cluster.node1(
                "crm_resource",
                "--resource",
                "mail1-service",
                DISABLE[0],
                DISABLE[1],
                DISABLE[2],
                DISABLE[3],
                "Stopped");
        ClusterView view = Eventually.get(TestCluster.PATIENCE, cluster::view, one -> one.objection()
                .equals(Optional.of("mail1-service is disabled (target-role=Stopped)")));
        cluster.arranged();
        assertEquals(Optional.of("node1"), view.active());
        refused("mail1-service is disabled", cluster.engine().restart("all"));
        assertEquals(Set.of("node1"), cluster.places(), "the address is still there");
    }

    @Test
    void memberThatCouldNotBeStoppedClosesEverything() throws Exception {
        cluster.control("mail1-service.fail_stop.node1", "1");
        ActionResult restarted = cluster.engine().restart("all");
        assertEquals(ActionResult.End.FAILED, restarted.end(), restarted.detail());
        assertTrue(restarted.detail().contains("mail1-service is Started on node1 and blocked"), restarted.detail());
        assertThrows(EngineUnavailable.class, () -> cluster.engine().status());
        refused("the cluster has blocked mail1", cluster.engine().restart("all"));
        refused("the cluster has blocked mail1", cluster.engine().move("node1", "node2"));
        cluster.script("control", "mail1-service.fail_stop.node1");
    }

    @Test
    void whatAnOperatorHasBannedIsLeftAlone() throws Exception {
        cluster.node1("crm_resource", "--resource", "mail1", "--ban", "--node", "node2");
        ClusterView view = cluster.settled("node1");
        cluster.arranged();
        assertEquals(Optional.of("cli-ban-mail1-on-node2"), view.foreignConstraint());
        assertEquals(Map.of("node2", "is banned by cli-ban-mail1-on-node2"), view.unfit());
        refused(
                "a move constraint that hamail did not set is in force",
                cluster.engine().move("node1", "node2"));
        done(cluster.engine().restart("all"));
    }

    @Test
    void operatorsMoveThatIsOverIsNoHindrance() throws Exception {
        location("cli-prefer-mail1", "INFINITY", "node1", Instant.now().minus(Duration.ofHours(1)));
        cluster.settled("node1");
        cluster.arranged();
        done(cluster.engine().move("node1", "node2"));
    }

    // the target

    @ParameterizedTest
    @CsvSource({
        "crm_attribute --node node2 --name standby --update on,       is marked 'standby'",
        "crm_attribute --node node2 --name maintenance --update true, is marked 'maintenance'",
        "cibadmin --create --scope constraints --xml-text"
                + " <rsc_location/id='no'/rsc='mail1'/node='node2'/score='-INFINITY'/>, is banned by no"
    })
    void aNodeThatCannotTakeItIsNamedWithItsReason(String command, String reason) throws Exception {
        cluster.node1(Stream.of(command.split(" "))
                .map(word -> word.replaceAll("/(?=[a-z])", " "))
                .toArray(String[]::new));
        ClusterView view = Eventually.get(
                TestCluster.PATIENCE, cluster::view, one -> one.unfit().equals(Map.of("node2", reason)));
        cluster.arranged();
        assertEquals(List.of(), view.eligible());
        refused("it " + reason, cluster.engine().move("node1", "node2"));
        assertEquals(
                "no other node is eligible: node2 " + reason,
                cluster.operator(cluster.engine()).move(Optional.empty()).sentence());
    }

    @Test
    void aNodeThatIsOnlyDislikedTakesIt() throws Exception {
        location("dislike", "-50", "node2", Instant.now().plus(Duration.ofHours(1)));
        assertEquals(List.of("node2"), cluster.settled("node1").eligible());
        cluster.arranged();
        done(cluster.engine().move("node1", "node2"));
    }

    @Test
    void groupThatFailsOnTargetReturns() throws Exception {
        cluster.control("mail1-service.fail_start.node2", "1");
        ActionResult tried = cluster.engine().move("node1", "node2");
        assertEquals(ActionResult.End.FAILED, tried.end(), tried.detail());
        assertTrue(tried.detail().contains("did not start on node2"), tried.detail());
        assertEquals(List.of(), cluster.settled("node1").eligible());
        refused(
                "it is blocked: the fail-count of mail1-service has reached its migration-threshold",
                cluster.engine().move("node1", "node2"));
    }

    // nodes that are lost

    @Test
    void whileANodeIsUncleanNothingIsStopped() throws Exception {
        cluster.script("fence");
        cluster.control("fail_fencing", "1");
        cluster.settled("node1");
        cluster.script("off", "node2");
        ClusterView view = Eventually.get(TestCluster.PATIENCE, cluster::view, one -> one.objection()
                .orElse("")
                .startsWith("node2 is unclean"));
        assertEquals(Optional.of("node1"), view.active());
        refused("node2 is unclean", cluster.engine().restart("all"));
        refused("node2 is unclean", cluster.engine().move("node1", "node2"));
        assertEquals(0, cluster.starts());
        cluster.script("control", "fail_fencing");
        cluster.node1("sh", "-c", "echo y | stonith_admin --confirm node2 >/dev/null 2>&1 || :");
        Eventually.get(
                TestCluster.PATIENCE, cluster::view, one -> one.objection().isEmpty() && one.state() == RUNNING);
        done(cluster.engine().restart("all"));
    }

    @Test
    void lostNodeIsNoTargetLostClusterSilent() throws Exception {
        cluster.script("off", "node2");
        Eventually.get(
                TestCluster.PATIENCE,
                cluster::view,
                view -> view.eligible().isEmpty() && view.unfit().equals(Map.of("node2", "is offline")));
        refused("it is offline", cluster.engine().move("node1", "node2"));
        cluster.script("off", "node1");
        EngineUnavailable silent =
                assertThrows(EngineUnavailable.class, () -> cluster.engine().status());
        assertTrue(String.valueOf(silent.getMessage()).startsWith("no node answers for the cluster (node1: "));
        refused("no node answers", cluster.engine().move("node1", "node2"));
        cluster.fresh();
    }

    @Test
    void nodeThatDoesNotAnswerCostsNoTime() throws Exception {
        CommandRunner mute = new Wrapped("node1", words -> List.of("sleep", "20"));
        PacemakerEngine engine = with("me", mute, new TestCluster.Member(cluster, "node2"));
        long begun = System.nanoTime();
        assertEquals(Optional.of("node1"), engine.status().active());
        assertTrue(System.nanoTime() - begun < Duration.ofSeconds(10).toNanos());
    }

    // cut off

    @Test
    void interruptedRestartIsEndedByNextWorker() throws Exception {
        PacemakerEngine victim = victim(TestCluster.LIMIT, List.of("--delete-all"));
        assertThrows(Killed.class, () -> cluster.operator(victim).restart("all"));
        assertEquals(Set.of(), cluster.places());
        ClusterView view = cluster.engine().status();
        assertEquals(ClusterView.State.MOVING, view.state());
        assertTrue(view.objection()
                .orElse("")
                .startsWith("an action of this monitoring server is still in progress: hamail-"));
        Operator.Result next = cluster.operator(cluster.engine()).restart("all");
        assertEquals("verified: restarted all on node1", next.sentence());
        assertEquals(Optional.of("node1"), cluster.engine().status().active());
        assertEquals(2, cluster.starts());
    }

    @Test
    void interruptedRestartEndsByItself() throws Exception {
        PacemakerEngine victim = victim(Duration.ofSeconds(12), List.of("--delete-all"));
        assertThrows(Killed.class, () -> victim.restart("all"));
        // on a slow machine the constraint may be over by now: the starts tell that the service was down
        Eventually.get(TestCluster.PATIENCE, cluster::starts, starts -> starts == 1);
        Eventually.get(TestCluster.PATIENCE, cluster::places, Set.of("node1")::equals);
        cluster.engine().endWhatWasLeft();
    }

    @Test
    void restartInterruptedWhileStoppingIsStartedAgain() throws Exception {
        cluster.control("mail1-service.slow_stop.node1", "4");
        PacemakerEngine victim = victim(TestCluster.LIMIT, List.of("--modify"));
        assertThrows(Killed.class, () -> victim.restart("all"));
        // ended before the cluster has acted on it, it stops nothing
        Eventually.get(TestCluster.PATIENCE, cluster::stops, stops -> stops == 1);
        cluster.engine().endWhatWasLeft();
        assertEquals(Optional.of("node1"), cluster.engine().status().active());
        assertEquals(1, cluster.starts());
    }

    @Test
    void interruptedRestartDoesNotPreventOff() throws Exception {
        PacemakerEngine victim = victim(TestCluster.LIMIT, List.of("--delete-all"));
        assertThrows(Killed.class, () -> victim.restart("all"));
        done(cluster.engine().stop());
        assertEquals(List.of(), cluster.ours());
        assertEquals(Set.of(), cluster.places());
        done(cluster.engine().start());
    }

    /** crm_resource(8) of a person, or of an earlier version, killed between stop and start. */
    @Test
    void foreignInterruptedRestartIsReportedWithCommand() throws Exception {
        cluster.node1("crm_resource", "--resource", "mail1", DISABLE[0], DISABLE[1], DISABLE[2], DISABLE[3], "stopped");
        Eventually.get(TestCluster.PATIENCE, cluster::view, view -> view.state() == ClusterView.State.STOPPED);
        String sentence = cluster.operator(cluster.engine()).restart("all").sentence();
        String command = "crm_resource --resource mail1 --meta --delete-parameter target-role";
        assertTrue(sentence.contains("'" + command + "'"), sentence);
        cluster.node1(command.split(" "));
        cluster.settled("node1");
    }

    @Test
    void moveInterruptedAfterConstraintIsEndedByNext() throws Exception {
        PacemakerEngine victim = victim(TestCluster.LIMIT, List.of("--create", "--modify"));
        cluster.control("mail1-service.slow_stop.node1", "1");
        assertThrows(Killed.class, () -> cluster.operator(victim).move(Optional.empty()));
        assertEquals(ClusterView.State.MOVING, cluster.engine().status().state());
        refused(
                "an action of this monitoring server is still in progress",
                cluster.engine().move("node1", "node2"));
        long begun = System.nanoTime();
        Operator.Result next = cluster.operator(cluster.engine()).restart("all");
        assertEquals("verified: restarted all on node2", next.sentence());
        assertTrue(System.nanoTime() - begun < Duration.ofSeconds(60).toNanos(), "it waited for the lifetime");
        Outcome first = cluster.journal().stream()
                .map(entry -> entry.event())
                .filter(Outcome.class::isInstance)
                .map(Outcome.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals("its worker ended before it did; the service is on node2, RUNNING", first.detail());
    }

    @Test
    void moveInterruptedBeforeConstraintLeavesNothing() throws Exception {
        PacemakerEngine victim = victim(TestCluster.LIMIT, List.of("--delete-all"));
        cluster.control("mail1-service.slow_start.node2", "2");
        assertThrows(Killed.class, () -> victim.move("node1", "node2"));
        assertEquals(1, cluster.ours().size());
        cluster.engine().endWhatWasLeft();
        assertEquals(List.of(), cluster.ours());
        assertEquals(Optional.of("node2"), cluster.engine().status().active());
    }

    // two monitoring servers

    @Test
    void ofTwoAtOnceOneMoves() throws Exception {
        var other = CompletableFuture.supplyAsync(() ->
                cluster.engine("other", InstantSource.system(), Sleeper.real()).move("node1", "node2"));
        ActionResult mine = cluster.engine().move("node1", "node2");
        ActionResult theirs = other.get(TestCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        List<ActionResult.End> ends = List.of(mine.end(), theirs.end());
        assertTrue(ends.contains(ActionResult.End.DONE), mine + " " + theirs);
        assertEquals(Optional.of("node2"), cluster.settled("node2").active());
        assertEquals(1, cluster.starts());
    }

    @Test
    void failedCreateRemovesNoForeignConstraint() throws Exception {
        cluster.control("mail1-service.slow_stop.node1", "3");
        var created = new CountDownLatch(1);
        var first = new ArrayList<CompletableFuture<ActionResult>>();
        List<CommandRunner> breaking = Stream.of("node1", "node2")
                .map(name -> (CommandRunner) new Wrapped(name, words -> {
                    if (words.contains("--create")) {
                        first.add(CompletableFuture.supplyAsync(
                                () -> cluster.engine("first", InstantSource.system(), time -> {
                                            created.countDown();
                                            Sleeper.real().sleep(time);
                                        })
                                        .move("node1", "node2")));
                        await(created);
                        return List.of("sh", "-c", "exit 255"); // as ssh does when the connection is lost
                    }
                    return new TestCluster.Member(cluster, name).words(words);
                }))
                .toList();
        ActionResult second = cluster.engine(
                        "second", TestCluster.LIMIT, InstantSource.system(), Sleeper.real(), breaking)
                .move("node1", "node2");
        ActionResult other = first.get(0).get(TestCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        done(other);
        assertFalse(second.end() == ActionResult.End.DONE, second.detail());
        assertEquals(1, cluster.starts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hamail-move-mail1-other", "hamail-move-mail1"})
    void anotherServersActionIsNotDisturbedBeforeItsEnd(String id) throws Exception {
        location(id, "INFINITY", "node1", Instant.now().plus(Duration.ofMinutes(5)));
        ClusterView view =
                Eventually.get(TestCluster.PATIENCE, cluster::view, one -> one.state() == ClusterView.State.MOVING);
        assertTrue(view.objection()
                .orElse("")
                .startsWith("an action of another monitoring server is still in progress: " + id));
        refused("an action of another monitoring server", cluster.engine().restart("all"));
        refused("an action of another monitoring server", cluster.engine().move("node1", "node2"));
        cluster.engine().endWhatWasLeft();
        assertEquals(List.of(id), cluster.ours());
        cluster.node1("cibadmin", "--delete-all", "--force", "--xpath", "//rsc_location[@id='" + id + "']");
    }

    @Test
    void foreignLeftoverIsRemovedAfterItsEnd() throws Exception {
        location("hamail-move-mail1-other", "INFINITY", "node2", Instant.now().minus(Duration.ofMinutes(5)));
        assertEquals(ClusterView.State.RUNNING, cluster.settled("node1").state());
        cluster.engine().endWhatWasLeft();
        assertEquals(List.of(), cluster.ours());
    }

    // scores

    @ParameterizedTest
    @ValueSource(strings = {"INFINITY", "2000000"})
    void whatNothingCanDrawAwayIsKeptOffItsNode(String stickiness) throws Exception {
        stickiness(stickiness);
        done(cluster.engine().move("node1", "node2"));
        assertEquals(1, cluster.starts());
    }

    @Test
    void moveThatWouldNotLastIsRefused() throws Exception {
        stickiness("0");
        location("preference", "100", "node1", Instant.now().plus(Duration.ofHours(1)));
        cluster.settled("node1");
        cluster.arranged();
        String reason = "the cluster would not leave it on node2 when the move has ended";
        refused(reason, cluster.engine().move("node1", "node2"));
        assertTrue(cluster.engine().objectionToMove("node1", "node2").orElse("").startsWith(reason));
        assertEquals(0, cluster.starts());
    }

    @Test
    void infinitePreferenceHoldsAndScoresAreReported() throws Exception {
        location("must", "INFINITY", "node1", Instant.now().plus(Duration.ofHours(1)));
        cluster.settled("node1");
        cluster.arranged();
        ActionResult result = cluster.engine().move("node1", "node2");
        refused("its scores are node1 ", result);
        assertEquals(0, cluster.starts());
    }

    // a restart that ends otherwise

    @Test
    void restartEndingOnOtherNodeIsVerifiedThere() throws Exception {
        cluster.control("mail1-service.fail_start.node1", "1");
        cluster.operator(cluster.engine()).restart("all");
        Outcome outcome = cluster.last(Outcome.class).orElseThrow();
        assertEquals(Outcome.Result.DONE, outcome.result(), outcome.detail());
        assertTrue(outcome.detail().endsWith("; moved by the cluster to node2"), outcome.detail());
        assertTrue(cluster.last(Verification.class).orElseThrow().ok());
    }

    @Test
    void aRestartThatStartsNowhereHasFailed() throws Exception {
        cluster.control("mail1-service.fail_start.node1", "1");
        cluster.control("mail1-service.fail_start.node2", "1");
        ActionResult result = cluster.engine().restart("all");
        assertEquals(ActionResult.End.FAILED, result.end(), result.detail());
        assertTrue(result.detail().contains("mail1-service is Stopped"), result.detail());
    }

    // what goes on beside it

    @Test
    void whatStartsElsewhereIsNoneOfOurs() throws Exception {
        cluster.fresh("web");
        cluster.control("web.slow_start.node1", "20");
        cluster.control("web.slow_start.node2", "20");
        cluster.node1("crm_resource", "--resource", "web", DISABLE[0], DISABLE[1], DISABLE[2], DISABLE[3], "Stopped");
        cluster.node1("crm_resource", "--wait", "--timeout", "30");
        cluster.node1("crm_resource", "--resource", "web", "--meta", "--delete-parameter", "target-role");
        Eventually.get(TestCluster.PATIENCE, () -> cluster.node1("crm_mon", "-1"), text -> text.contains("Starting"));
        assertEquals(ClusterView.State.RUNNING, cluster.engine().status().state());
        assertEquals(Optional.empty(), cluster.engine().objectionToMove("node1", "node2"));
    }

    @Test
    void dependentResourcesAreWaitedFor() throws Exception {
        cluster.fresh("web");
        cluster.node1(
                "cibadmin",
                "--create",
                "--scope",
                "constraints",
                "--xml-text",
                "<rsc_colocation id=\"together\" rsc=\"web\" with-rsc=\"mail1\" score=\"INFINITY\"/>");
        cluster.node1("crm_resource", "--resource", "web", DISABLE[0], DISABLE[1], DISABLE[2], DISABLE[3], "Stopped");
        cluster.node1("crm_resource", "--wait", "--timeout", "30");
        cluster.arranged();
        cluster.control("web.slow_start.node1", "8");
        cluster.node1("crm_resource", "--resource", "web", "--meta", "--delete-parameter", "target-role");
        Eventually.get(TestCluster.PATIENCE, cluster::view, view -> view.state() == ClusterView.State.MOVING);
        cluster.settled("node1");
        cluster.arranged();
    }

    /** The checks, the dry runs, the waiting and the looking back cost little beside the move itself. */
    @Test
    void switchoverTakesLittleLongerThanBareMove() throws Exception {
        long bare = Long.MAX_VALUE;
        long ours = Long.MAX_VALUE;
        long look = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long begun = System.nanoTime();
            done(cluster.engine().move("node1", "node2"));
            ours = Math.min(ours, System.nanoTime() - begun);
            begun = System.nanoTime();
            cluster.node1("crm_resource", "--resource", "mail1", "--move", "--node", "node1");
            Eventually.get(TestCluster.PATIENCE, cluster::places, Set.of("node1")::equals);
            bare = Math.min(bare, System.nanoTime() - begun);
            cluster.node1("crm_resource", "--resource", "mail1", "--clear");
            cluster.settled("node1");
            begun = System.nanoTime();
            cluster.node1("crm_mon", "-1");
            look = Math.min(look, System.nanoTime() - begun);
        }
        Duration overhead = Duration.ofNanos(ours - bare);
        System.out.println("a switchover takes " + overhead.toMillis() + " ms longer than a bare move, a look "
                + Duration.ofNanos(look).toMillis() + " ms");
        assertTrue(
                overhead.compareTo(Duration.ofSeconds(15)) < 0,
                "only a wait that nothing ends takes so long: " + overhead);
    }

    private static final ClusterView.State RUNNING = ClusterView.State.RUNNING;

    /** The process ends here. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** One that is killed when it is about to take away what it has put in, or right after it has put it in. */
    private static PacemakerEngine victim(Duration limit, List<String> at) {
        var begun = new AtomicBoolean();
        List<CommandRunner> members = Stream.of("node1", "node2")
                .map(name -> (CommandRunner) new Wrapped(name, words -> {
                    boolean now = words.stream().anyMatch(at::contains);
                    if (begun.get() || (now && at.contains("--delete-all"))) {
                        throw new Killed();
                    }
                    begun.set(now);
                    return new TestCluster.Member(cluster, name).words(words);
                }))
                .toList();
        return cluster.engine("me", limit, InstantSource.system(), Sleeper.real(), members);
    }

    /** A node whose commands are replaced. */
    private record Wrapped(String name, Replacement replacement) implements CommandRunner {
        interface Replacement {
            List<String> of(List<String> words);
        }

        @Override
        public Command command(List<String> words) {
            return new Command(replacement.of(words));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(TestCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PacemakerEngine with(String maker, CommandRunner... members) {
        return cluster.engine(maker, TestCluster.LIMIT, InstantSource.system(), Sleeper.real(), List.of(members));
    }

    private static void stickiness(String value) {
        cluster.node1("crm_attribute", "--type", "rsc_defaults", "--name", "resource-stickiness", "--update", value);
        cluster.settled("node1");
    }

    /** A location constraint of the group with an end. */
    private static void location(String id, String score, String node, Instant end) {
        cluster.node1(
                "cibadmin",
                "--create",
                "--scope",
                "constraints",
                "--xml-text",
                "<rsc_location id=\"" + id + "\" rsc=\"mail1\"><rule id=\"" + id + "-rule\" score=\"" + score
                        + "\" boolean-op=\"and\"><expression id=\"" + id
                        + "-node\" attribute=\"#uname\" operation=\"eq\" value=\"" + node
                        + "\"/><date_expression id=\"" + id + "-end\" operation=\"lt\" end=\"" + end
                        + "\"/></rule></rsc_location>");
    }

    private static void done(ActionResult result) {
        assertEquals(ActionResult.End.DONE, result.end(), result.detail());
    }

    private static void refused(String reason, ActionResult result) {
        assertEquals(ActionResult.End.NOT_TRIED, result.end(), result.detail());
        assertTrue(result.detail().contains(reason), result.detail());
    }
}
