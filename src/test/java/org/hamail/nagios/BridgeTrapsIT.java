package org.hamail.nagios;

import static org.hamail.nagios.BridgedNagios.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hamail.support.Eventually;
import org.hamail.support.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * What a worker of Nagios can do wrong, each tried on one real Nagios under load. The agent is scripted, so that it fails
 * when it is told to.
 */
@Timeout(1200)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BridgeTrapsIT {
    /** More than the 279 small jobs that the core can write to a worker that does not read. */
    private static final int SERVICES = 400;

    /** Milliseconds where the machine has nothing else to do; a core that is held up would not answer at all. */
    private static final Duration QUICKLY = Duration.ofSeconds(60);

    private static final int KILLS = 3;

    /** 10 s on a machine with nothing else to do; the core itself would need 670 s. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final BridgedNagios core = new BridgedNagios();
    private ScriptedAgent agent;
    private Process bridge;

    @BeforeAll
    void start() throws IOException {
        agent = new ScriptedAgent(core.agentSocket);
        bridge = core.bridge();
        var services = new StringBuilder();
        for (int i = 0; i < SERVICES; i++) {
            services.append("define service {\n use test-service\n host_name mail1\n service_description load-")
                    .append(i)
                    .append("\n check_command load\n}\n");
        }
        core.start(
                "define command {\n command_name load\n command_line $USER1$/check_mail_daemon"
                        + " --service \"$HOSTNAME$\\;$SERVICEDESC$\" -C $SERVICEDESC$\n}\n",
                services.toString());
        core.checkedAfter(0, "load-", PATIENCE);
    }

    @AfterAll
    void end() throws IOException {
        agent.close();
        core.close();
    }

    /** Two words in one registration crash the core; a pid in it is killed at a reload. */
    @Test
    @Order(4)
    void eachConnectionNamesOneProgramAndNoProcess() throws Exception {
        List<String> lines = core.registrations();
        assertTrue(lines.size() >= 2 * BridgedNagios.PROGRAMS.size(), lines::toString);
        for (String line : lines) {
            assertTrue(line.matches(".*;pid=2147483647;max_jobs=\\d+;plugin=[^;=]+"), line);
        }
    }

    /** wpstats does not list such workers, so that the status file has to tell it. */
    @Test
    @Order(9)
    void onlyStatusFileTellsThatCoreKnowsIt() throws Exception {
        assertFalse(core.query("@wproc wpstats", QUICKLY).contains("hamail-bridge"));
        for (String program : BridgedNagios.PROGRAMS) {
            assertTrue(
                    core.status().matches("(?s).*\"" + program + "\": \\{\"registered\": 1\\d+\\.\\d+,.*"),
                    core.status());
        }
    }

    /** A worker that does not read stops the core: the agent is never the one that reads. */
    @Test
    @Order(1)
    void agentThatDoesNotReadHoldsNothingUp() throws Exception {
        int before = core.started().size();
        agent.silent(true);
        // after 3 s the bridge runs the launchers: all are checked in spite of it
        Eventually.get(PATIENCE, () -> core.started().size(), count -> count > before + SERVICES);
        assertEquals("42", core.query("@echo 42", QUICKLY));
        agent.silent(false);
        answersAgain();
    }

    /** A blocking write and 300 kB of output stopped worker and core for good after 12 answers. */
    @Test
    @Order(2)
    void longAnswersHoldNothingUp() throws Exception {
        String padding = " x".repeat(150_000);
        agent.says(words ->
                ScriptedAgent.nameOf(words).strip() + "\n" + (words.toString().endsWith("7]") ? padding : "") + "\n");
        long now = Instant.now().getEpochSecond();
        core.checkedAfter(now, "load-", PATIENCE);
        assertEquals("42", core.query("@echo 42", QUICKLY));
        agent.says(ScriptedAgent::nameOf);
    }

    /** The core throws away what was open, and what it had written to a socket that nobody read any more. */
    @Test
    @Order(3)
    void noResultIsLostWhenBridgeIsKilled() throws Exception {
        for (int i = 0; i < KILLS; i++) {
            agent.holds(words -> words.toString().endsWith("7]"));
            Eventually.get(PATIENCE, agent::held, count -> count >= SERVICES / 10);
            BridgedNagios.signal("KILL", bridge.pid());
            assertTrue(bridge.waitFor(60, TimeUnit.SECONDS));
            long killed = Instant.now().getEpochSecond();
            agent.release();
            bridge = core.bridge();
            core.checkedAfter(killed, "load-", AGAIN);
        }
        assertTrue(core.log().contains("SCHEDULE_FORCED_SVC_CHECK;mail1;load-"));
        answersAgain();
    }

    /** Only what the core kept in the socket of a bridge that stood still: none of it has ever been read. */
    @Test
    @Order(3)
    void stoppedBridgeIsKilledWithoutLostResult() throws Exception {
        BridgedNagios.signal("STOP", bridge.pid());
        Eventually.get(
                PATIENCE,
                () -> core.services().values().stream()
                        .filter(service -> service.lastCheck() < Instant.now().getEpochSecond() - 3)
                        .count(),
                late -> late > SERVICES / 2);
        BridgedNagios.signal("KILL", bridge.pid());
        assertTrue(bridge.waitFor(60, TimeUnit.SECONDS));
        long killed = Instant.now().getEpochSecond();
        bridge = core.bridge();
        assertEquals("42", core.query("@echo 42", QUICKLY), "the core goes on as soon as its worker is gone");
        core.checkedAfter(killed, "load-", AGAIN);
        answersAgain();
    }

    /** Job numbers begin at 0 on each connection: an old answer would be taken for another service's. */
    @Test
    @Order(6)
    void reloadGivesNoServiceAnswerOfAnother() throws Exception {
        agent.holds(words -> words.toString().endsWith("5]"));
        Eventually.get(PATIENCE, agent::held, count -> count >= SERVICES / 10);
        int registrations = core.registrations().size();
        long pid = core.pid();
        core.reload();
        Eventually.get(
                PATIENCE,
                () -> core.registrations().size(),
                count -> count >= registrations + 2 * BridgedNagios.PROGRAMS.size());
        agent.release();
        long now = Instant.now().getEpochSecond();
        core.checkedAfter(now, "load-", PATIENCE);
        core.services()
                .forEach((name, service) -> assertTrue(
                        service.output().endsWith(": " + name)
                                || service.output().endsWith(": launched " + name),
                        name + " has " + service.output()));
        assertTrue(bridge.isAlive(), "its process is not the core's to kill");
        assertEquals(pid, core.pid());
    }

    /** The next core may begin while a process of the killed one still keeps the bridge's connections, or takes new ones. */
    @Test
    @Order(7)
    void coreThatStartsAnewFindsBridgeBeforeChecks() throws Exception {
        int launched = 0;
        for (int i = 0; i < KILLS; i++) {
            long pid = core.pid();
            BridgedNagios.signal("KILL", pid);
            Eventually.get(PATIENCE, () -> ProcessHandle.of(pid).isPresent(), alive -> !alive);
            int registrations = core.registrations().size();
            int before = core.started().size();
            core.launch();
            Eventually.get(
                    PATIENCE,
                    () -> core.registrations().size(),
                    count -> count >= registrations + 2 * BridgedNagios.PROGRAMS.size());
            core.checkedAfter(Instant.now().getEpochSecond(), "load-", PATIENCE);
            launched += core.started().size() - before;
        }
        assertTrue(launched < KILLS * SERVICES / 10, "the core had to start " + launched + " launchers itself");
    }

    /** {@code max_jobs} is not obeyed: whatever number comes is taken. */
    @Test
    @Order(8)
    void openJobsAreNotLimitedByBridge() throws Exception {
        agent.holds(words -> true);
        Eventually.get(PATIENCE, agent::held, count -> count >= SERVICES);
        assertEquals("42", core.query("@echo 42", QUICKLY));
        agent.release();
        core.checkedAfter(Instant.now().getEpochSecond(), "load-", PATIENCE);
    }

    /** The kernel takes the connection for a stopped agent: only what it says counts. */
    @Test
    @Order(10)
    void silentAgentCountsAsNone() throws Exception {
        agent.close();
        try (var stopped = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            stopped.bind(java.net.UnixDomainSocketAddress.of(core.agentSocket));
            // through several of its attempts to connect, each of 3 s: no check waits for that
            long end = Instant.now().getEpochSecond() + 8;
            while (Instant.now().getEpochSecond() < end) {
                core.checkedAfter(Instant.now().getEpochSecond(), "load-", PATIENCE);
            }
            Eventually.get(PATIENCE, core::status, text -> text.contains("\"agent\": false"));
        }
        agent = new ScriptedAgent(core.agentSocket);
        answersAgain();
    }

    /** Whoever serves the query socket has commands run: nobody but the core's user, root or the owner of the folder may. */
    @Test
    @Order(11)
    void querySocketOfStrangerIsNotServed() throws Exception {
        Path folder = Files.createTempDirectory(core.root, "everybody");
        Script.run(Path.of("/bin/chmod"), java.util.Map.of(), List.of("1777", folder.toString()));
        Process stranger = new ProcessBuilder(
                        "/usr/bin/setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "/usr/bin/perl",
                        "-MSocket",
                        "-e",
                        "socket(S, AF_UNIX, SOCK_STREAM, 0); bind(S, pack_sockaddr_un($ARGV[0])) or die; listen(S, 9);"
                                + " accept(C, S), print qq(called\\n) while 1",
                        folder + "/qh")
                .redirectErrorStream(true)
                .start();
        Path log = folder.resolve("log");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("basedir", ""), "plugins/hamail-bridge")
                                .toAbsolutePath()
                                .toString(),
                        "--query-socket=" + folder + "/qh",
                        "--status=" + folder + "/status")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Eventually.get(
                    PATIENCE,
                    () -> Files.readString(log),
                    text -> text.contains("qh is served by another user than root"));
            Eventually.get(
                    PATIENCE,
                    () -> Files.exists(folder.resolve("status")) ? Files.readString(folder.resolve("status")) : "",
                    text -> text.contains("\"check_mail_ha\": {\"registered\": null"));
        } finally {
            stranger.destroyForcibly().waitFor();
            other.destroyForcibly().waitFor();
        }
    }

    /** A host that is checked at interval 0 with host checks off makes Nagios 4.4.6 spin: nothing shipped has it. */
    @Test
    @Order(12)
    void whatIsShippedDoesNotMakeCoreSpin() throws Exception {
        Path shipped = Path.of(System.getProperty("basedir", ""), "nagios-config");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                assertFalse(text.matches("(?s).*\\bcheck_interval\\s+0\\b.*"), file::toString);
                assertFalse(text.contains("execute_host_checks=0"), file::toString);
            }
        }
    }

    private void answersAgain() throws IOException {
        if (!bridge.isAlive()) {
            bridge = core.bridge();
        }
        Eventually.get(PATIENCE, core::status, text -> text.contains("\"agent\": true"));
    }
}
