package org.hamail.nagios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.hamail.support.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * NSCA acknowledges nothing, so that a wrong password looks like success from the agent's side. What proves the delivery
 * is the agent's own service: it goes stale at the real Nagios, and so does each passive service, whose real command
 * Nagios then runs by itself.
 */
@Timeout(900)
class SilentAgentIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @Test
    void nagiosRunsChecksOfSilentAgent() throws Exception {
        try (RealServers servers = new RealServers()) {
            install(servers);
            objects(servers);
            servers.with("NSCA_METHOD", "14").with("NSCA_PASSWORD", "right");
            servers.start("nagios").start("nsca");
            password(servers, "wrong");
            Process agent = agent(servers);
            try {
                await(servers, "hamail agent", "current_state=2", "no word from the hamail agent");
                await(servers, "IMAP", "current_state=2", "IMAP CRITICAL [refused]");
                assertFalse(log(servers).contains("does not work"), "the agent itself cannot know: " + log(servers));

                password(servers, "right");
                Script.run(Path.of("/bin/kill"), Map.of(), List.of("-HUP", "" + agent.pid()));
                await(servers, "hamail agent", "current_state=0", "AGENT OK: 1 check,");
                await(servers, "IMAP", "current_state=2", "DAEMON CRITICAL [absent]");
            } finally {
                agent.destroy();
            }
            assertTrue(agent.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, agent.exitValue());
            await(servers, "hamail agent", "current_state=2", "no word from the hamail agent");
            await(servers, "IMAP", "current_state=2", "IMAP CRITICAL [refused]");
        }
    }

    private static void await(RealServers servers, String service, String state, String output) {
        Eventually.get(
                PATIENCE,
                () -> servers.run("nagios", "service", "mail1", service, "current_state,plugin_output"),
                text -> text.contains(state) && text.contains(output));
    }

    /** The launcher and its jar where the user of Nagios can read them. */
    private static void install(RealServers servers) throws IOException {
        Path plugins = Files.createDirectories(servers.root().resolve("plugins"));
        Path target = Files.createDirectories(servers.root().resolve("target"));
        for (String name : List.of(".launch", ".ask", ".archive", "check_mail_protocol")) {
            Files.copy(BASE.resolve("plugins").resolve(name), plugins.resolve(name));
        }
        Files.copy(BASE.resolve("target/check-mail-protocol.jar"), target.resolve("check-mail-protocol.jar"));
        Path nagios = Files.createDirectories(servers.root().resolve("nagios"));
        Files.writeString(nagios.resolve("resource.cfg"), "$USER1$=" + plugins + "\n");
        try (Stream<Path> files = Files.walk(servers.root())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** The templates of nagios-config with little patience. */
    private static void objects(RealServers servers) throws IOException {
        Path objects = Files.createDirectories(servers.root().resolve("nagios/objects"));
        for (String name : List.of("templates.cfg", "commands.cfg", "agent.cfg")) {
            Files.copy(BASE.resolve("nagios-config/nagios").resolve(name), objects.resolve(name));
        }
        Files.writeString(objects.resolve("site.cfg"), """
                define contactgroup {
                    contactgroup_name admins
                    alias             admins
                    members           admin
                }
                define service {
                    name                  generic-service
                    register              0
                    notification_interval 0
                    notification_period   24x7
                }
                define host {
                    use       test-host
                    host_name mail1
                    address   127.0.0.1
                    _PROFILE  netscape-4.1
                }
                define service {
                    use                 hamail-agent
                    host_name           mail1
                    freshness_threshold 8
                }
                define service {
                    use                   hamail-passive,hamail-protocol-remote
                    host_name             mail1
                    service_description   IMAP
                    check_command         check_mail_protocol!imap!1!-t 20
                    freshness_threshold   8
                    event_handler_enabled 0
                    _DAEMON               imapd
                }
                """);
    }

    private static void password(RealServers servers, String password) throws IOException {
        Path file = Files.writeString(servers.root().resolve("pw"), password + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Process agent(RealServers servers) throws IOException {
        Path config = Files.writeString(
                servers.root().resolve("hamail.yaml"),
                """
                agent:
                  socket: ROOT/run/agent.sock
                  spool: ROOT/spool
                  sinks:
                    - {kind: nsca, host: 127.0.0.1, port: PORT, encryption: rijndael-128, password_file: ROOT/pw}
                  checks:
                    - {host: mail1, service: IMAP, every: 1s, run: [check_mail_daemon, -C, no-such-program]}
                """.replace("ROOT", servers.root().toString()).replace("PORT", "" + servers.port("NSCA_PORT")));
        return new ProcessBuilder(
                        BASE.resolve("plugins/hamail-agent").toString(),
                        "--config",
                        config.toString(),
                        "--host",
                        "mail1")
                .redirectErrorStream(true)
                .redirectOutput(servers.root().resolve("agent.log").toFile())
                .start();
    }

    private static String log(RealServers servers) throws IOException {
        return Files.readString(servers.root().resolve("agent.log"));
    }
}
