package org.hamail.recovery.engine.pacemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hamail.io.Command;
import org.hamail.io.CommandRunner;
import org.hamail.model.ClusterView;
import org.hamail.model.FaultRules;
import org.hamail.model.PolicySettings;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.PolicySettings.RestartScope;
import org.hamail.model.PolicySettings.VerificationLimits;
import org.hamail.operator.Operator;
import org.hamail.plugin.Cause;
import org.hamail.recovery.Site;
import org.hamail.recovery.engine.Engine;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.Moments;
import org.hamail.recovery.policy.FailoverPreconditions;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.verify.ProbeOutcome;
import org.hamail.recovery.verify.Verifier;
import org.hamail.recovery.verify.Verifier.RoleProbe;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.hamail.time.Deadline.Ticker;
import org.hamail.time.Sleeper;
import org.w3c.dom.Element;

/** A real cluster of two nodes with the group mail1, what scenarios do with it, and the audits after each of them. */
final class TestCluster implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(60);
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final RealServers servers = new RealServers();
    private Path stateDir = Path.of("/nonexistent");
    private String constraints = "";
    private String targetRoles = "";

    /** A node, reached through the script that made it instead of ssh. */
    record Member(TestCluster cluster, String name) implements CommandRunner {
        @Override
        public Command command(List<String> words) {
            return new Command(words(words));
        }

        List<String> words(List<String> words) {
            Path script = Path.of(System.getProperty("basedir", ""), "test-fixtures", "servers", "pacemaker.sh");
            var all = new ArrayList<>(List.of(
                    "env",
                    "RUNROOT=" + cluster.servers.root(),
                    script.toAbsolutePath().toString(),
                    "exec",
                    name));
            all.addAll(words);
            return all;
        }
    }

    TestCluster start() {
        servers.start("pacemaker");
        return this;
    }

    @Override
    public void close() {
        servers.close();
    }

    /** As at the beginning, with {@code others} as services beside the group. */
    void fresh(String... others) throws IOException {
        script("fresh", others);
        stateDir = Files.createTempDirectory("hamail-state");
        settled("node1");
        arranged();
    }

    /** What is so now is what an operator wants, and what must be so after the scenario. */
    void arranged() {
        constraints = configuration("constraints");
        targetRoles = targetRoles();
    }

    /** Never more than one node, nothing of ours left, nothing of the operator's touched, and the journal tells the truth. */
    void audit() throws Exception {
        try {
            assertTrue(places().size() <= 1, "active on " + places());
            String cib = node1("cibadmin", "--query");
            assertTrue(!cib.contains("\"hamail-"), cib);
            assertEquals(constraints, configuration("constraints"), "constraints");
            assertEquals(targetRoles, targetRoles(), "target-role");
            if (Files.exists(stateDir.resolve("mail1"))) {
                new JournalReader(stateDir.resolve("mail1")).verify();
                journalAgrees();
            }
        } finally {
            clean(stateDir);
        }
    }

    private void journalAgrees() throws Exception {
        Optional<Outcome> done = last(Outcome.class).filter(outcome -> outcome.result() == Outcome.Result.DONE);
        Optional<Intent> intent = last(Intent.class);
        if (done.isPresent() && intent.isPresent()) {
            Optional<String> meant = intent.get().action() == Action.FAILOVER
                    ? intent.get().to()
                    : intent.get().from();
            boolean elsewhere = done.get().detail().contains("moved by the cluster to node2");
            assertEquals(
                    elsewhere ? Set.of("node2") : Set.of(meant.orElseThrow()),
                    places(),
                    done.get().detail());
        }
    }

    <T> Optional<T> last(Class<T> type) throws Exception {
        return journal().stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((one, next) -> next);
    }

    List<Entry> journal() throws Exception {
        return new JournalReader(stateDir.resolve("mail1")).recent(entry -> false);
    }

    /** The nodes on which something of the group really is: the service's own file, and the address. */
    Set<String> places() {
        return new TreeSet<>(script("places").lines().toList());
    }

    private String configuration(String scope) {
        return node1("cibadmin", "--query", "--scope", scope)
                .lines()
                .filter(line -> !line.contains("hamail-"))
                .reduce("", (one, next) -> one + next + "\n");
    }

    private String targetRoles() {
        return node1("cibadmin", "--query", "--scope", "resources")
                .lines()
                .filter(line -> line.contains("name=\"target-role\"") && !line.contains("\"hamail-"))
                .reduce("", (one, next) -> one + next + "\n");
    }

    PacemakerEngine engine() {
        return engine("me", InstantSource.system(), Sleeper.real());
    }

    PacemakerEngine engine(String maker, InstantSource clock, Sleeper pause) {
        return engine(maker, LIMIT, clock, pause, members());
    }

    PacemakerEngine engine(
            String maker, Duration limit, InstantSource clock, Sleeper pause, List<CommandRunner> members) {
        return new PacemakerEngine(members, "mail1", maker, limit, clock, Ticker.system(), pause);
    }

    List<CommandRunner> members() {
        return List.of(new Member(this, "node1"), new Member(this, "node2"));
    }

    /** A person's command, as hamail carries it out: recorded, done, looked at. */
    Operator operator(Engine engine) {
        var settings = new PolicySettings(
                PolicyMode.FAILOVER,
                new FaultRules(Set.of(Cause.ABSENT, Cause.TIMEOUT), 2, Duration.ofHours(1), Duration.ofMinutes(2)),
                2,
                RestartScope.INSTANCE,
                Duration.ofHours(1),
                PolicySettings.StormLimit.USUAL);
        RoleProbe probe = new StateFiles(this);
        var limits = new VerificationLimits(1, Duration.ofSeconds(5), Duration.ofSeconds(5));
        var site = new Site(
                "mail1",
                stateDir,
                settings,
                engine,
                LIMIT,
                new Site.Sources(
                        probe,
                        new Verifier(probe, List.of("imapd"), limits, Ticker.system(), Sleeper.real()),
                        Duration.ofSeconds(5),
                        new Calm(),
                        Optional.empty()),
                new Site.Timing(Moments.ofThisMachine(), Sleeper.real()));
        return new Operator(site, new Operator.Request("alice", "", Optional.empty(), false));
    }

    /** The service is well where its file is. */
    private record StateFiles(TestCluster cluster) implements RoleProbe {
        @Override
        public ProbeOutcome look(String role, String node, Duration limit) {
            return cluster.places().contains(node)
                    ? ProbeOutcome.serves("served on " + node)
                    : ProbeOutcome.fails("not served on " + node);
        }

        @Override
        public ProbeOutcome lookOnNode(String role, String node, Duration limit) {
            return look(role, node, limit);
        }
    }

    private record Calm() implements FailoverPreconditions {
        @Override
        public Reading<Boolean> directoryAnswers() {
            return new Reading.Known<>(true, "test", 0);
        }

        @Override
        public Reading<Boolean> monitoringHostReachesOthers() {
            return new Reading.Known<>(true, "test", 0);
        }
    }

    /** Waits until the group runs on {@code node} and nothing is going on. */
    ClusterView settled(String node) {
        return Eventually.get(
                PATIENCE,
                this::view,
                view -> view.state() == ClusterView.State.RUNNING
                        && view.active().equals(Optional.of(node)));
    }

    /** What the engine says; while it is silent, a view of nothing. */
    ClusterView view() {
        try {
            return engine().status();
        } catch (EngineUnavailable e) {
            return new ClusterView(
                    Optional.empty(),
                    ClusterView.State.STOPPED,
                    List.of(),
                    false,
                    Optional.of("silent: " + e.getMessage()));
        }
    }

    /** How often the service was started since the beginning of the scenario. */
    int starts() {
        return Integer.parseInt(script("starts").strip());
    }

    /** How often one of its stops has begun since then. */
    int stops() {
        return Integer.parseInt(script("stops").strip());
    }

    void control(String what, String value) {
        script("control", what, value);
    }

    String node1(String... words) {
        return tell("node1", words);
    }

    String tell(String node, String... words) {
        var all = new ArrayList<>(List.of(node));
        all.addAll(List.of(words));
        return script("exec", all.toArray(String[]::new));
    }

    String script(String word, String... words) {
        var all = new ArrayList<>(List.of(word));
        all.addAll(List.of(words));
        return servers.run("pacemaker", all.toArray(String[]::new));
    }

    /** The ids of what hamail has put into the configuration. */
    List<String> ours() throws EngineUnavailable {
        Element root = CrmXml.parse("cibadmin", node1("cibadmin", "--query"));
        return Stream.of("rsc_location", "meta_attributes")
                .flatMap(name -> CrmXml.below(root, name).stream())
                .map(one -> one.getAttribute("id"))
                .filter(id -> id.startsWith("hamail-"))
                .toList();
    }

    private static void clean(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
