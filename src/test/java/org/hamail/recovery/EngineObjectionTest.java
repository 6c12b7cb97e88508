package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.model.PolicySettings.VerificationLimits;
import org.hamail.model.Role;
import org.hamail.operator.Operator;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.Engine;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.verify.ProbeOutcome;
import org.hamail.recovery.verify.Verifier;
import org.hamail.recovery.verify.Verifier.RoleProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine says beside the state: an objection, reasons against nodes, another node than was meant, remains. */
class EngineObjectionTest {
    private static final Operator.Request ALICE = new Operator.Request("alice", "", Optional.empty(), false);

    @TempDir
    Path stateDir;

    private World world;
    private Optional<String> objection = Optional.empty();
    private Map<String, String> unfit = Map.of();
    private Optional<String> elsewhere = Optional.empty();
    private Optional<String> against = Optional.empty();
    private Optional<Verifier> verifier = Optional.empty();
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void aWorld() {
        world = new World(stateDir);
    }

    /** The engine of the test world, which says more. */
    private final class Outspoken implements Engine {
        @Override
        public String name() {
            return "test engine";
        }

        @Override
        public ClusterView status() throws EngineUnavailable {
            ClusterView view = world.status();
            List<String> eligible = view.eligible().stream()
                    .filter(node -> !unfit.containsKey(node))
                    .toList();
            return new ClusterView(view.active(), view.state(), eligible, true, Optional.empty(), unfit, objection);
        }

        @Override
        public ActionResult restart(String daemon) {
            ActionResult result = world.restart(daemon);
            elsewhere.ifPresent(node -> world.active = node);
            return new ActionResult(result.end(), result.detail(), elsewhere);
        }

        @Override
        public ActionResult move(String from, String to) {
            return world.move(from, to);
        }

        @Override
        public Optional<String> objectionToMove(String from, String to) {
            return against;
        }

        @Override
        public void endWhatWasLeft() {
            asked.add("end what was left");
        }

        @Override
        public ActionResult stop() {
            return world.stop();
        }

        @Override
        public ActionResult start() {
            return world.start();
        }
    }

    @Test
    void anObjectionClosesTheGateWithItsReason() throws Exception {
        objection = Optional.of("mail1-service is disabled (target-role=Stopped)");
        world.served = false;
        new Handler(site(), () -> {}).handle(World.absent(Role.IMAPD, "1"));
        new Worker(site()).run();
        DecisionRecord decision = last(DecisionRecord.class);
        assertEquals("engine-state", decision.rule());
        assertEquals(
                "imapd is absent (seen locally), but the engine says: mail1-service is disabled (target-role=Stopped)",
                decision.reason());
        assertEquals(List.of(), world.deeds);
    }

    @Test
    void operatorGetsObjectionAndReasonPerNode() throws Exception {
        objection = Optional.of("node2 is unclean");
        assertEquals(
                "node2 is unclean", new Operator(site(), ALICE).restart("all").sentence());
        objection = Optional.empty();
        unfit = Map.of("phys-b", "is in standby");
        Operator operator = new Operator(site(), ALICE);
        assertEquals(
                "no other node is eligible: phys-b is in standby",
                operator.move(Optional.empty()).sentence());
        assertEquals(
                "node phys-b is not eligible: it is in standby; eligible: none",
                operator.move(Optional.of("phys-b")).sentence());
        assertEquals(List.of(), world.deeds);
    }

    /** Remembers on which nodes it was asked to look. */
    private record Looks(World world, List<String> nodes) implements RoleProbe {
        @Override
        public ProbeOutcome look(String role, String node, Duration limit) {
            nodes.add(node);
            return world.look(role, node, limit);
        }

        @Override
        public ProbeOutcome lookOnNode(String role, String node, Duration limit) {
            return look(role, node, limit);
        }
    }

    @Test
    void restartEndingOnAnotherNodeIsVerifiedThere() throws Exception {
        elsewhere = Optional.of("phys-b");
        var looks = new Looks(world, new ArrayList<>());
        Duration limit = Duration.ofSeconds(5);
        var limits = new VerificationLimits(1, limit, limit);
        verifier = Optional.of(new Verifier(looks, List.of("imapd"), limits, System::nanoTime, world::pass));
        new Operator(site(), ALICE).restart("all");
        assertEquals(List.of("phys-b"), looks.nodes());
    }

    @Test
    void dryRunAsksEngineWhetherItWouldMove() throws Exception {
        var rehearsed = new Operator.Request("alice", "", Optional.empty(), true);
        assertEquals(
                "would move from phys-a to phys-b",
                new Operator(site(), rehearsed).move(Optional.empty()).sentence());
        against = Optional.of("the cluster would not leave it on phys-b");
        assertEquals(
                new Operator.Result(Operator.Result.End.REFUSED, "the cluster would not leave it on phys-b"),
                new Operator(site(), rehearsed).move(Optional.empty()));
        assertEquals(List.of(), world.deeds);
    }

    @Test
    void leftoverIsEndedFirstAndCompared() throws Exception {
        new Operator(site(), ALICE).pause();
        try (Journal journal = site().openJournal()) {
            journal.append(
                    new Intent("killed", Action.FAILOVER, "all", Optional.of("phys-a"), Optional.of("phys-b"), false));
        }
        new Operator(site(), ALICE).restart("all");
        assertEquals("end what was left", asked.get(0));
        assertEquals(
                "its worker ended before it did; the service is on phys-a, not on phys-b as intended, RUNNING",
                all(Outcome.class).get(0).detail());
        assertEquals(BigDecimal.ZERO, all(Outcome.class).get(0).seconds());
        assertEquals("killed", all(Verification.class).get(0).id());
    }

    private Site site() {
        Site site = world.site();
        return new Site(
                site.logicalHost(),
                site.stateDir(),
                site.settings(),
                new Outspoken(),
                site.engineTimeout(),
                new Site.Sources(
                        site.probe(),
                        verifier.orElseGet(site::verifier),
                        site.confirmTimeout(),
                        site.preconditions(),
                        site.core()),
                new Site.Timing(site.moments(), site.pause()));
    }

    private <T> T last(Class<T> type) throws Exception {
        List<T> all = all(type);
        return all.get(all.size() - 1);
    }

    private <T> List<T> all(Class<T> type) throws Exception {
        return world.journal().stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
