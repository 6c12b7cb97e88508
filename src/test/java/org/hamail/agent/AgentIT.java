package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.hamail.support.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent as a process, before a real nsca and a real Nagios, and the launchers that ask it. */
@Timeout(1200)
class AgentIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Path PLUGINS =
            Path.of(System.getProperty("basedir", ""), "plugins").toAbsolutePath();

    private static final String COMMANDS = """
            check_mail_protocol -P pop -H 127.0.0.1 -p 1
            check_mail_protocol -P pop
            check_mail_protocol
            check_mail_protocol -P gopher -H 127.0.0.1
            check_mail_protocol -P imap -H 127.0.0.1 -t 0
            check_mail_protocol -P imap -H 127.0.0.1 stray
            check_mail_protocol -P imap -H 127.0.0.1 -p 1 -w 3:1
            check_mail_protocol -P imap --nonsense
            check_mail_protocol -P smtp -H 127.0.0.1 -p 1 --on refused=ok -v
            check_mail_protocol -P http -H 127.0.0.1 -p 1 -vvv
            check_mail_protocol -P imap -H no-such-host.invalid
            check_mail_protocol --version
            check_mail_protocol --help
            check_mail_daemon
            check_mail_daemon -h
            check_mail_daemon -V
            check_mail_daemon -d ftpd
            check_mail_daemon -d imapd --profile nobody --config CONFIG
            check_mail_daemon -C no-such-program -vv
            check_mail_daemon --pid-file /nowhere/a.pid
            check_mail_directory
            check_mail_directory -h
            check_mail_directory -V
            check_mail_directory --role config -H 127.0.0.1 -p 1
            check_mail_directory --role user-group -H 127.0.0.1 -p 1 -v
            check_mail_directory --role nobody -H 127.0.0.1
            check_mail_ha -h --config CONFIG
            check_mail_ha --config /nowhere/hamail.yaml
            check_mail_ha --config CONFIG -l mail9""";

    @Test
    void resultsReachNagiosHangingProbeReportsBeforeLimit() throws Exception {
        try (RealServers servers = nagios();
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Path config = config(
                    servers,
                    check("gone", "2s", "check_mail_daemon, -C, no-such-program")
                            + check(
                                    "IMAP",
                                    "2s",
                                    "check_mail_protocol, -P, imap, -H, 127.0.0.1, -p, '" + silent.getLocalPort()
                                            + "', -w, '1', -t, '8'"));
            Process agent = agent(servers, config);
            Path log = servers.root().resolve("nagios/nagios.log");
            String alerts = Eventually.get(
                    PATIENCE,
                    () -> Files.readString(log),
                    text -> text.contains("IMAP;1;IMAP WARNING [slow]: still waiting for the greeting, ")
                            && text.contains("IMAP;2;IMAP CRITICAL [timeout/greeting]: ")
                            && text.contains(";gone;2;DAEMON CRITICAL [absent]: ")
                            && text.contains(";hamail agent;0;AGENT OK: 2 checks"));
            assertTrue(
                    alerts.indexOf("still waiting") < alerts.indexOf("[timeout/greeting]"),
                    "the warning comes before the time limit");
            assertEquals(0, end(agent));
            assertFalse(Files.exists(servers.root().resolve("run/agent.sock")));
        }
    }

    @Test
    void launchersGetSameAnswerFromAgentAndJar() throws Exception {
        try (RealServers servers = nagios()) {
            Path config = config(servers, check("gone", "60s", "check_mail_daemon, -C, no-such-program"));
            List<List<String>> commands = Stream.of(
                            COMMANDS.replace("CONFIG", config.toString()).split("\n"))
                    .map(line -> List.of(line.split(" ")))
                    .collect(Collectors.toCollection(ArrayList::new));
            commands.add(List.of("check_mail_daemon", "-C", "no such | \"program\" $(id) ä"));
            commands.add(List.of("check_mail_daemon", "-C", "two\nlines", ""));
            List<String> fromJars = new ArrayList<>();
            for (List<String> command : commands) {
                fromJars.add(launch(command, Map.of("HAMAIL_AGENT_SOCKET", "")));
            }
            Process agent = agent(servers, config);
            // without any Java the launchers can only have it from the agent
            Map<String, String> onlyAgent = Map.of(
                    "HAMAIL_AGENT_SOCKET",
                    servers.root().resolve("run/agent.sock").toString(),
                    "HAMAIL_JAVA",
                    "/nowhere");
            for (int i = 0; i < commands.size(); i++) {
                assertEquals(
                        fromJars.get(i),
                        launch(commands.get(i), onlyAgent),
                        commands.get(i).toString());
            }
            assertTrue(launch(commands.get(0), Map.of("HAMAIL_CONFIG", config.toString(), "HAMAIL_JAVA", "/nowhere"))
                    .startsWith("2 POP3 CRITICAL [refused]"));
            for (List<String> own : List.of(
                    List.of("check_mail_ha"),
                    List.of("check_mail_daemon", "-d", "imapd", "--prof", "ours"),
                    List.of("check_mail_daemon", "--extra-opts=a@b"))) {
                String text = launch(own, onlyAgent);
                assertTrue(text.contains("HAMAIL_JAVA=/nowhere"), "its own environment is meant: " + text);
            }
            String relative = launch(List.of("check_mail_daemon", "--pid-file", "relative.pid"), onlyAgent);
            assertTrue(relative.contains("HAMAIL_JAVA=/nowhere"), "its own folder is meant: " + relative);
            Script.run(
                    Path.of("/bin/kill"),
                    Map.of(),
                    List.of("-STOP", "" + jvm(agent).pid()));
            Map<String, String> stopped = Map.of(
                    "HAMAIL_AGENT_SOCKET",
                    servers.root().resolve("run/agent.sock").toString());
            assertEquals(fromJars.get(0), launch(commands.get(0), stopped), "an agent that does not answer");
            Script.run(
                    Path.of("/bin/kill"),
                    Map.of(),
                    List.of("-CONT", "" + jvm(agent).pid()));
            assertEquals(0, end(agent));
            assertEquals(fromJars.get(0), launch(commands.get(0), stopped), "no agent any more");
        }
    }

    @Test
    void badConfigurationKeepsOldOneInForce() throws Exception {
        try (RealServers servers = nagios()) {
            Path config = config(servers, check("gone", "1s", "check_mail_daemon, -C, no-such-program"));
            Process agent = agent(servers, config);
            Path notes = servers.root().resolve("agent.log");
            Process second = start(servers, config, "second.log");
            assertTrue(second.waitFor(60, TimeUnit.SECONDS));
            assertEquals(3, second.exitValue());
            String refusal = Files.readString(servers.root().resolve("second.log"));
            assertTrue(refusal.startsWith("hamail-agent: the spool "), refusal);
            assertTrue(refusal.contains("belongs to another agent, process "), refusal);

            Files.writeString(config, Files.readString(config).replace("check_mail_daemon", "check_the_weather"));
            Script.run(Path.of("/bin/kill"), Map.of(), List.of("-HUP", "" + agent.pid()));
            Eventually.get(PATIENCE, () -> Files.readString(notes), text -> text.contains("check_the_weather"));
            assertTrue(Files.readString(notes).contains("the old one stays in force"));

            config(servers, check("IMAP", "1s", "check_mail_daemon, -C, another-program"));
            Script.run(Path.of("/bin/kill"), Map.of(), List.of("-HUP", "" + agent.pid()));
            Eventually.get(
                    PATIENCE,
                    () -> Files.readString(servers.root().resolve("nagios/nagios.log")),
                    text -> text.contains(";IMAP;2;DAEMON CRITICAL [absent]: another-program"));
            assertEquals(0, end(agent));
        }
    }

    @Test
    void unusableConfigurationEndsStartWithAllReasons() throws Exception {
        try (RealServers servers = new RealServers()) {
            Path config = config(servers, check("a", "1s", "check_the_weather") + check("b", "1s", "check_nothing"));
            Process agent = start(servers, config, "agent.log");
            assertTrue(agent.waitFor(60, TimeUnit.SECONDS));
            assertEquals(3, agent.exitValue());
            List<String> lines = Files.readAllLines(servers.root().resolve("agent.log"));
            assertTrue(lines.get(0).contains("check_the_weather"), lines::toString);
            assertTrue(lines.get(1).contains("check_nothing"), lines::toString);
        }
    }

    private static RealServers nagios() throws IOException {
        var servers = new RealServers();
        Path objects = Files.createDirectories(servers.root().resolve("nagios/objects"));
        Files.writeString(objects.resolve("one.cfg"), """
                define host {
                    use       test-host
                    host_name mail1
                }
                define service {
                    name                   passive
                    use                    test-service
                    register               0
                    host_name              mail1
                    active_checks_enabled  0
                    passive_checks_enabled 1
                    check_command          dummy!3!stale
                }
                define service {
                    use                 passive
                    service_description gone
                }
                define service {
                    use                 passive
                    service_description IMAP
                }
                define service {
                    use                 passive
                    service_description hamail agent
                }
                """);
        return servers.with("NSCA_METHOD", "14")
                .with("NSCA_PASSWORD", "s3cret")
                .start("nagios")
                .start("nsca");
    }

    private static String check(String service, String every, String words) {
        return "    - {host: mail1, service: \"" + service + "\", every: " + every + ", run: [" + words + "]}\n";
    }

    private static Path config(RealServers servers, String checks) throws IOException {
        Path password = servers.root().resolve("pw");
        Files.writeString(password, "s3cret\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        int port = Files.exists(servers.root().resolve("nsca")) ? servers.port("NSCA_PORT") : 5667;
        return Files.writeString(
                servers.root().resolve("hamail.yaml"),
                """
                state_dir: ROOT/state
                agent:
                  socket: ROOT/run/agent.sock
                  spool: ROOT/spool
                  sinks:
                    - {kind: nsca, host: 127.0.0.1, port: PORT, encryption: rijndael-128, password_file: ROOT/pw}
                  checks:
                """.replace("ROOT", servers.root().toString()).replace("PORT", "" + port) + checks);
    }

    /** Started, and ready at its socket. */
    private static Process agent(RealServers servers, Path config) throws IOException {
        Process agent = start(servers, config, "agent.log");
        Eventually.get(
                PATIENCE,
                () -> Files.readString(servers.root().resolve("agent.log")) + (agent.isAlive() ? "" : "ended"),
                text -> text.contains(", socket ") || text.contains("ended"));
        assertTrue(agent.isAlive(), () -> read(servers.root().resolve("agent.log")));
        return agent;
    }

    private static Process start(RealServers servers, Path config, String log) throws IOException {
        return new ProcessBuilder(
                        PLUGINS.resolve("hamail-agent").toString(), "--config", config.toString(), "--host", "mail1")
                .redirectErrorStream(true)
                .redirectOutput(servers.root().resolve(log).toFile())
                .start();
    }

    private static ProcessHandle jvm(Process agent) {
        return agent.children().findFirst().orElseThrow();
    }

    private static int end(Process agent) throws InterruptedException {
        agent.destroy();
        assertTrue(agent.waitFor(60, TimeUnit.SECONDS));
        return agent.exitValue();
    }

    /** Exit code and output, times blanked. */
    private static String launch(List<String> words, Map<String, String> environment)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(words);
        command.set(0, PLUGINS.resolve(words.get(0)).toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(Arrays.asList("HAMAIL_JAVA", "HAMAIL_CONFIG"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return process.waitFor() + " " + text.replaceAll("=[0-9.]+s", "=TIME");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
