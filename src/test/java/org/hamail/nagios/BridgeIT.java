package org.hamail.nagios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.hamail.support.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code hamail-bridge} between a real Nagios and a real agent. */
@Timeout(1200)
class BridgeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Path PLUGINS =
            Path.of(System.getProperty("basedir", ""), "plugins").toAbsolutePath();
    private static final List<String> PROGRAMS = List.of(
            "check_mail_protocol", "check_mail_daemon", "check_mail_directory", "check_mail_ha", "handle_mail_fault");

    private final RealServers servers = new RealServers();
    private final Path root = servers.root();
    private final List<Process> processes = new ArrayList<>();
    private int checkTimeout = 60;
    private ServerSocket silent;
    private final AtomicInteger calls = new AtomicInteger();
    private final List<Socket> silentEnds = new CopyOnWriteArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var counter = new Thread(() -> {
            try {
                while (true) {
                    silentEnds.add(silent.accept());
                    calls.incrementAndGet();
                }
            } catch (IOException e) {
                return; // the test is over
            }
        });
        counter.setDaemon(true);
        counter.start();
        Path launchers = Files.createDirectories(root.resolve("plugins"));
        Files.writeString(root.resolve("started"), "");
        for (String program : PROGRAMS) { // whoever runs one of these has started a process
            Path launcher = launchers.resolve(program);
            Files.writeString(
                    launcher,
                    "#!/bin/sh\necho \"" + program + " $*\" >>" + root.resolve("started") + "\nexec "
                            + PLUGINS.resolve(program) + " \"$@\"\n");
            Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(root.resolve("hamail.yaml"), """
                state_dir: ROOT/state
                logical_hosts:
                  mail1:
                    address: 127.0.0.1
                    nodes:
                      - {name: phys-a, transport: local}
                    server: {profile: dovecot-postfix, binaries: local}
                    engine: {kind: none}
                    policy: {mode: log-only}
                agent: {socket: ROOT/run/agent.sock, spool: ROOT/spool, sinks: [], checks: []}
                """.replace("ROOT", root.toString()));
        Files.createDirectories(root.resolve("state"));
    }

    @AfterEach
    void end() throws Exception {
        for (Process process : processes) {
            List<ProcessHandle> below = process.descendants().toList(); // the launcher's java
            process.destroyForcibly();
            below.forEach(ProcessHandle::destroyForcibly);
            process.waitFor(60, TimeUnit.SECONDS);
        }
        servers.close();
        silent.close();
        for (Socket socket : silentEnds) {
            socket.close();
        }
    }

    @Test
    void checksAndHandlersNeedNoProcess() throws Exception {
        agent();
        bridge();
        nagios(
                command(
                                "refused",
                                "check_mail_protocol --service \"$HOSTNAME$\\;$SERVICEDESC$\" -P pop -H 127.0.0.1 -p 1")
                        + command("bare", "check_mail_daemon")
                        + command(
                                "quoted", "check_mail_daemon -C 'no such \"pro'\"'\"'gram ä' --argument-regex \"a b\"")
                        + command("shell", "check_mail_daemon -C no-such-program | sed 's/no-such/none-such/'")
                        + command("state", "check_mail_ha --config " + root + "/hamail.yaml")
                        + handler(),
                service("refused", "refused", "event_handler handle")
                        + service("bare", "bare", "")
                        + service("quoted", "quoted", "")
                        + service("shell", "shell", "")
                        + service("state", "state", ""));
        services(text -> text.contains(";refused;CRITICAL;HARD;POP3 CRITICAL [refused]: ")
                && text.contains(";bare;UNKNOWN;HARD;DAEMON UNKNOWN [usage]: ")
                && text.contains(";quoted;CRITICAL;HARD;DAEMON CRITICAL [absent]: no_such__pro_gram__ 0 processes")
                && text.contains("none-such-program 0 processes")
                && text.contains(";state;OK;HARD;HA OK: mail1 "));
        String journal = Eventually.get(
                PATIENCE,
                () -> Files.readString(root.resolve("state/mail1/journal.jsonl")),
                text -> text.contains("\"state_type\":\"HARD\""));
        assertEquals(3, journal.split("\"type\":\"notification\"", -1).length - 1, journal);
        int before = started().size(); // the core may have been quicker than the registration
        int jobs = jobs("check_mail_protocol");
        Eventually.get(PATIENCE, () -> jobs("check_mail_protocol"), now -> now >= jobs + 5);
        List<String> started = started().subList(before, started().size());
        assertTrue(
                started.stream().allMatch(line -> line.startsWith("check_mail_daemon -C no-such-program")),
                started::toString);
        JsonObject programs = programs();
        assertEquals(PROGRAMS.size(), programs.size());
        assertFalse(programs.getAsJsonObject("check_mail_ha").get("registered").isJsonNull());
    }

    @Test
    void probeMayTakeLongerThanCoresTimeLimit() throws Exception {
        agent();
        bridge();
        checkTimeout = 3;
        nagios(
                command("patient", "check_mail_protocol -P imap -H 127.0.0.1 -p " + silent.getLocalPort() + " -t 12"),
                service("patient", "patient", ""));
        services(text -> text.contains(";patient;CRITICAL;") && text.contains("IMAP CRITICAL [timeout/greeting]: "));
        assertFalse(Files.readString(root.resolve("nagios/nagios.log")).contains("Warning: Check of service"));
    }

    @Test
    void stoppedOrKilledAgentDelaysNothing() throws Exception {
        Process agent = agent();
        bridge();
        nagios(command("refused", "check_mail_protocol -P pop -H 127.0.0.1 -p 1"), service("refused", "refused", ""));
        services(text -> text.contains("POP3 CRITICAL [refused]: "));
        int first = started().size(); // the core may have been quicker than the registration
        long jvm = agent.children().findFirst().orElseThrow().pid();
        signal("STOP", jvm);
        Eventually.get(PATIENCE, () -> Files.readAllLines(root.resolve("started")), lines -> lines.size() > first + 1);
        assertEquals("42", query("@echo 42"));
        signal("CONT", jvm);
        answersAgain();
        signal("KILL", jvm);
        int before = Files.readAllLines(root.resolve("started")).size();
        Eventually.get(PATIENCE, () -> Files.readAllLines(root.resolve("started")), lines -> lines.size() > before);
        agent();
        answersAgain();
        assertFalse(Files.readString(root.resolve("nagios/nagios.log")).contains("orphan"));
    }

    @Test
    void openJobsOfKilledBridgeAreCheckedAgain() throws Exception {
        agent();
        Process bridge = bridge();
        nagios(
                command(
                        "patient",
                        "check_mail_protocol --service \"$HOSTNAME$\\;$SERVICEDESC$\" -P imap -H 127.0.0.1 -p "
                                + silent.getLocalPort() + " -t 600"),
                service("patient", "patient", ""));
        Eventually.get(PATIENCE, calls::get, count -> count == 1);
        signal("KILL", bridge.pid());
        assertTrue(bridge.waitFor(60, TimeUnit.SECONDS));
        bridge();
        Eventually.get(PATIENCE, calls::get, count -> count >= 2);
        Eventually.get(
                PATIENCE,
                () -> Files.readString(root.resolve("nagios/nagios.log")),
                text -> text.contains("SCHEDULE_FORCED_SVC_CHECK;mail1;patient;"));
    }

    @Test
    void aReloadOfTheCoreRegistersAgain() throws Exception {
        agent();
        bridge();
        nagios(command("refused", "check_mail_protocol -P pop -H 127.0.0.1 -p 1"), service("refused", "refused", ""));
        services(text -> text.contains("POP3 CRITICAL [refused]: "));
        Path log = root.resolve("nagios/nagios.log");
        int before = registrations(log);
        servers.run("nagios", "reload");
        Eventually.get(PATIENCE, () -> registrations(log), count -> count >= before + 2 * PROGRAMS.size());
        startChecks();
        services(text -> text.contains("POP3 CRITICAL [refused]: "));
        assertEquals("42", query("@echo 42"));
    }

    private List<String> started() throws IOException {
        return Files.readAllLines(root.resolve("started"));
    }

    private JsonObject programs() throws IOException {
        return JsonParser.parseString(Files.readString(root.resolve("bridge.json")))
                .getAsJsonObject()
                .getAsJsonObject("programs");
    }

    private int jobs(String program) throws IOException {
        return programs().getAsJsonObject(program).get("jobs").getAsInt();
    }

    private static int registrations(Path log) throws IOException {
        return Files.readString(log).split("Registry request: name=hamail-bridge-", -1).length - 1;
    }

    /** A program that only the agent can have answered: nothing more is started for a while. */
    private void answersAgain() {
        Eventually.get(
                PATIENCE,
                () -> Files.readString(root.resolve("bridge.json")),
                text -> text.contains("\"agent\": true"));
    }

    private Process agent() throws IOException {
        Path log = root.resolve("agent.log");
        Files.deleteIfExists(log);
        Process agent = start(log, PLUGINS.resolve("hamail-agent").toString(), "--config", root + "/hamail.yaml");
        Eventually.get(PATIENCE, () -> Files.readString(log), text -> text.contains(", socket "));
        return agent;
    }

    private Process bridge() throws IOException {
        return start(
                root.resolve("bridge.log"),
                PLUGINS.resolve("hamail-bridge").toString(),
                "--query-socket=" + root + "/nagios/rw/nagios.qh",
                "--agent-socket=" + root + "/run/agent.sock",
                "--plugins=" + root + "/plugins",
                "--command-file=" + root + "/nagios/rw/nagios.cmd",
                "--status=" + root + "/bridge.json",
                "--state=" + root + "/bridge.state");
    }

    private Process start(Path log, String... words) throws IOException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        processes.add(process);
        return process;
    }

    private void nagios(String commands, String services) throws IOException {
        Path objects = Files.createDirectories(root.resolve("nagios/objects"));
        Files.writeString(
                objects.resolve("mail.cfg"),
                "define host {\n use test-host\n host_name mail1\n}\n" + commands + services);
        Files.writeString(root.resolve("nagios/resource.cfg"), "$USER1$=" + root + "/plugins\n");
        servers.with("NAGIOS_LIMITS", limits("service_check_timeout=" + checkTimeout + "\nexecute_service_checks=0"));
        servers.with("NAGIOS_USER", "root").start("nagios");
        Path log = root.resolve("nagios/nagios.log");
        Eventually.get(PATIENCE, () -> registrations(log), count -> count >= PROGRAMS.size());
        startChecks();
    }

    /** Not before the bridge has registered: with its first checks the core would be quicker. */
    private void startChecks() throws IOException {
        Files.writeString(
                root.resolve("nagios/rw/nagios.cmd"),
                "[" + Clock.systemUTC().instant().getEpochSecond() + "] START_EXECUTING_SVC_CHECKS\n");
    }

    private String limits(String line) throws IOException {
        return Files.writeString(root.resolve("limits"), line + "\n").toString();
    }

    private static String command(String name, String line) {
        return "define command {\n command_name " + name + "\n command_line $USER1$/" + line + "\n}\n";
    }

    private String handler() {
        return command(
                "handle",
                "handle_mail_fault --config " + root + "/hamail.yaml -l mail1 -d popd --check protocol --observer local"
                        + " --state \"$SERVICESTATE$\" --state-type \"$SERVICESTATETYPE$\" --attempt \"$SERVICEATTEMPT$\""
                        + " --output \"$SERVICEOUTPUT$\" --host-state \"$HOSTSTATE$\" --downtime \"$SERVICEDOWNTIME$\""
                        + " --event-id \"$SERVICEEVENTID$\"");
    }

    private static String service(String name, String command, String more) {
        return "define service {\n use test-service\n host_name mail1\n service_description " + name
                + "\n check_command " + command + "\n " + more + "\n}\n";
    }

    private String services(java.util.function.Predicate<String> good) {
        return Eventually.get(PATIENCE, () -> servers.run("nagios", "services"), good);
    }

    private static void signal(String name, long pid) {
        Script.run(Path.of("/bin/kill"), java.util.Map.of(), List.of("-" + name, "" + pid));
    }

    /** What the core says at its query socket: it answers as long as nothing holds it up. */
    private String query(String words) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(root.resolve("nagios/rw/nagios.qh")));
            channel.write(ByteBuffer.wrap((words + "\0").getBytes(StandardCharsets.US_ASCII)));
            var answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)
                    .replace("\0", "")
                    .strip();
        }
    }
}
