package org.hamail.recovery.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.CheckProgram.CheckCommand;
import org.hamail.checks.DaemonCommand;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.config.ConfigLoader;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.Profiles;
import org.hamail.io.Node;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the worker says of its own probe is what the check would print, without figures. */
class ServiceProbeTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    Path directory = Path.of("/nonexistent");

    private ServiceProbe probe(int port, String server, String imapd) throws Exception {
        return probe(port, server, imapd, "");
    }

    private ServiceProbe probe(int port, String server, String imapd, String other) throws Exception {
        Path file = directory.resolve("hamail.yaml");
        Files.writeString(file, """
                profiles:
                  ours:
                    daemons:
                      imapd: {command: imapd, %s protocol: imap, port: %d}
                      %s
                logical_hosts:
                  mail1: {address: 127.0.0.1, nodes: [{name: a, transport: local}], server: {%s}, engine: {kind: none}}
                """.formatted(imapd, port, other, server));
        HamailConfig config = ConfigLoader.load(file);
        LogicalHostConfig host = config.logicalHost("mail1").orElseThrow();
        return new ServiceProbe(
                host,
                new Profiles(config.profiles()).find(host.server().profile()).orElseThrow(),
                Map.of("a", new Node("a", Optional.empty())));
    }

    private static String printed(CheckCommand command, String... words) {
        return new CheckProgram(command).answer(List.of(words)).text().replaceFirst("(?s)[|\n].*", "");
    }

    @Test
    void aRefusedConnectionFails() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertEquals(
                ProbeOutcome.fails(
                        printed(new MailProtocolCommand(), "-P", "imap", "-H", "127.0.0.1", "-p", "" + port)),
                probe(port, "profile: ours", "").look("imapd", "a", LIMIT));
    }

    @Test
    void serverTurningEverybodyAwayIsNotFull() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> {
                for (int i = 0; i < 2; i++) {
                    try (var caller = server.accept()) {
                        caller.getOutputStream().write("* BYE go | [away]\r\n".getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            thread.start();
            int port = server.getLocalPort();
            assertEquals(
                    ProbeOutcome.cannotTell(
                            printed(new MailProtocolCommand(), "-P", "imap", "-H", "127.0.0.1", "-p", "" + port)),
                    probe(port, "profile: ours", "").look("imapd", "a", LIMIT));
        }
    }

    @Test
    void serverServingOthersHereIsFull() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var other = new Socket(server.getInetAddress(), server.getLocalPort())) {
            ServiceProbe probe = probe(server.getLocalPort(), "profile: ours", "");
            var looked = CompletableFuture.supplyAsync(() -> probe.look("imapd", "a", Duration.ofSeconds(3)));
            Eventually.get(Duration.ofSeconds(60), () -> clients(server.getLocalPort()), count -> count == 2);
            try (var served = server.accept()) { // the one that waited first; the probe goes on waiting
                assertEquals(other.getLocalPort(), served.getPort());
                ProbeOutcome seen = looked.get();
                assertEquals(ProbeOutcome.Meaning.FULL, seen.meaning(), seen.detail());
                assertTrue(seen.detail().startsWith("IMAP CRITICAL [saturated/greeting]: "), seen.detail());
            }
        }
    }

    /** Of this machine's connections, the ends at {@code port} that are established. */
    private static long clients(int port) {
        String end = String.format(Locale.ROOT, ":%04X ", port);
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> rows(Path.of("/proc/net", table)).stream())
                .filter(row -> row.strip().matches("\\d+: [0-9A-F]+" + end + "[0-9A-F]+:[0-9A-F]{4} 01 .*"))
                .count();
    }

    private static List<String> rows(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not even the confirmation of an absence asks a probe for which nothing is acted on. */
    @ParameterizedTest
    @CsvSource({"mshttpd, http", "stored, lmtp", "stored, sieve"})
    void aRoleWithANotifyOnlyProtocolIsJudgedByItsProcesses(String role, String protocol) throws Exception {
        ServiceProbe probe =
                probe(143, "profile: ours", "", role + ": {command: hamail-none, protocol: " + protocol + "}");
        var absent = ProbeOutcome.fails("DAEMON CRITICAL [absent]: " + role + " 0 processes, at least 1 required");
        assertEquals(absent, probe.look(role, "a", LIMIT));
        assertEquals(absent, probe.lookOnNode(role, "a", LIMIT));
    }

    @Test
    void ownProfileFitsAsForCheck() throws Exception {
        assertEquals(
                printed(new DaemonCommand(), "-d", "imapd", "--profile", "netscape-4.1"),
                probe(143, "profile: netscape-4.1", "")
                        .process("imapd", "a", LIMIT)
                        .detail());
    }

    @Test
    void whatCannotBeLookedForIsUsage() throws Exception {
        ProbeOutcome unknown =
                probe(143, "profile: ours", "user: nobody-of-that-name,").process("imapd", "a", LIMIT);
        assertEquals(
                ProbeOutcome.cannotTell("DAEMON UNKNOWN [usage]: the profile ours wants imapd to run as"
                        + " 'nobody-of-that-name', a user that is not known here"),
                unknown);
        ProbeOutcome root = probe(143, "profile: netscape-4.1, server_root: " + directory + ", instance: mail1", "")
                .process("imapd", "a", LIMIT);
        assertEquals(
                ProbeOutcome.cannotTell("DAEMON UNKNOWN [usage]: --instance: 'mail1' is not a folder msg-NAME"), root);
    }

    @Test
    void defectOfOursIsNoFaultOfServer() throws Exception {
        ProbeOutcome seen = probe(143, "profile: ours", "").process("popd", "a", LIMIT);
        assertTrue(seen.is(ProbeOutcome.Meaning.CANNOT_TELL), seen.toString());
    }

    @Test
    void nodeThatIsNotConfiguredCannotBeAsked() throws Exception {
        assertEquals(
                ProbeOutcome.cannotTell("node b is not configured"),
                probe(143, "profile: ours", "").process("imapd", "b", LIMIT));
    }
}
