package org.hamail.process.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.MailProtocolCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code check_mail_protocol --proc} says of a server that never answers, by tables that were written down: one from before
 * the probe's connection, and one from when it had come. Where it cannot be told that others are served, it is a timeout.
 */
class WrittenServerTest {
    private static final String HERE = "127.0.0.1";
    private static final String OTHER = "198.51.100.7";
    private static final String TIMEOUT =
            "IMAP CRITICAL [timeout/greeting]: 127.0.0.1 port N: timed out after 4 s in phase greeting";
    private static final String FULL = "IMAP CRITICAL [saturated/greeting]: IMAP is full: ";
    private static final int PROBES = 3000;
    private static final ExecutorService POOL = Executors.newCachedThreadPool();
    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    @TempDir
    static Path folder = Path.of("/nonexistent");

    private record Case(String expected, Future<String> said) {}

    /** One state of the table; {@code own} is the port of the probe's side, 0 before it has connected. */
    private interface Table {
        void write(WrittenTable table, int own) throws IOException;
    }

    private record Written(Path proc, Table before, Table after) {}

    private static List<String> names() {
        return List.copyOf(CASES.keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyTableHasItsAnswer(String name) throws Exception {
        Case found = Objects.requireNonNull(CASES.get(name));
        assertEquals(found.expected(), found.said().get());
    }

    @AfterAll
    static void end() {
        POOL.shutdown();
    }

    @BeforeAll
    static void begin() throws IOException {
        full();
        noTable();
        elsewhere();
        clientsOfOneAddress();
        sharedPort();
        ownProbes();
    }

    private static void full() throws IOException {
        Table before = (table, own) -> table.listens(HERE, 1).waits(HERE, OTHER, 1);
        Table after =
                (table, own) -> table.listens(HERE, 1).accepted(HERE, OTHER, 1).waits(HERE, HERE, own);
        state("full", FULL + "1 client served in 4 s, 1 waiting to be accepted, this one among them", before, after);
        state("seen from elsewhere", TIMEOUT, before, after, "--observer", "remote");
        state("hung", TIMEOUT, before, (table, own) -> table.listens(HERE, 2)
                .waits(HERE, OTHER, 1)
                .waits(HERE, HERE, own));
        String mapped = "::ffff:" + HERE;
        state(
                "IPv4-mapped addresses",
                FULL + "1 client served in 4 s, 1 waiting to be accepted, this one among them",
                (table, own) -> table.listens("::", 1).waits(mapped, "::ffff:" + OTHER, 1),
                (table, own) -> table.listens("::", 1)
                        .accepted(mapped, "::ffff:" + OTHER, 1)
                        .waits(mapped, "::ffff:" + HERE, own));
    }

    private static void noTable() throws IOException {
        Table none = (table, own) -> {};
        Table served = (table, own) -> table.listens(HERE, 0)
                .spoke(HERE, OTHER, 1)
                .accepted(HERE, HERE, own)
                .write();
        Path empty = Files.createDirectory(folder.resolve("empty"));
        state("no table", TIMEOUT, new Written(empty, none, none));
        state("no folder", TIMEOUT, new Written(folder.resolve("missing"), none, none));
        Path late = Files.createDirectory(folder.resolve("late"));
        state("no table before the connection", TIMEOUT, new Written(late, none, served));
        Path device = Files.createDirectories(folder.resolve("device/net"));
        Files.createSymbolicLink(device.resolve("tcp"), Path.of("/dev/zero"));
        state("a device in place of the table", TIMEOUT, new Written(folder.resolve("device"), none, none));
        Path text = Files.createDirectories(folder.resolve("text/net"));
        Files.write(
                text.resolve("tcp"),
                "no table\0\n: :\n1: 2: 3: 4:\n\u00ff".repeat(99).getBytes(StandardCharsets.ISO_8859_1));
        state("text in place of the table", TIMEOUT, new Written(folder.resolve("text"), none, none));
    }

    private static void elsewhere() throws IOException {
        state(
                "table of another namespace, which has such a port",
                TIMEOUT,
                (table, own) -> table.listens(HERE, 0),
                (table, own) -> table.listens(HERE, 0).spoke(HERE, OTHER, 1).ended(HERE, OTHER, 2));
        state(
                "table of another namespace, which has no such port",
                TIMEOUT,
                (table, own) -> {},
                (table, own) -> table.spoke(HERE, OTHER, 1).ended(HERE, OTHER, 2));
        state(
                "own connection with another address, as NAT on this machine makes it",
                TIMEOUT,
                (table, own) -> table.listens("0.0.0.0", 0),
                (table, own) -> table.listens("0.0.0.0", 0)
                        .accepted("172.17.0.2", "172.17.0.1", own)
                        .spoke("172.17.0.2", OTHER, 1));
    }

    private static void clientsOfOneAddress() throws IOException {
        state(
                "clients of one address, served",
                FULL + "2 clients served in 4 s",
                (table, own) -> table.listens(HERE, 0),
                (table, own) -> table.listens(HERE, 0)
                        .spoke(HERE, OTHER, 1)
                        .spoke(HERE, OTHER, 2)
                        .accepted(HERE, OTHER, 3)
                        .accepted(HERE, HERE, own));
        state(
                "a proxy that accepts all before a hung server",
                TIMEOUT,
                (table, own) -> table.listens(HERE, 0).accepted(HERE, OTHER, 1),
                (table, own) -> table.listens(HERE, 0)
                        .accepted(HERE, OTHER, 1)
                        .accepted(HERE, OTHER, 2)
                        .accepted(HERE, HERE, own));
    }

    private static void sharedPort() throws IOException {
        state(
                "another server at the same port of another address",
                TIMEOUT,
                (table, own) -> table.listens(HERE, 0).listens("127.0.0.2", 0),
                (table, own) -> table.listens(HERE, 0)
                        .listens("127.0.0.2", 0)
                        .accepted(HERE, HERE, own)
                        .spoke("127.0.0.2", OTHER, 1));
        state(
                "a server for all other addresses at the same port",
                TIMEOUT,
                (table, own) -> table.listens(HERE, 0).listens("0.0.0.0", 0),
                (table, own) -> table.listens(HERE, 0)
                        .listens("0.0.0.0", 0)
                        .accepted(HERE, HERE, own)
                        .spoke("192.0.2.1", OTHER, 1));
    }

    /** All of them became accepted; whose they are is told by the sockets of a process, where these can be read. */
    private static void ownProbes() throws IOException {
        state("thousands of hamail's own probes", TIMEOUT, probes("hamail-agent.jar"));
        state(
                "as many clients of another program",
                FULL + PROBES + " clients served in 4 s, 1 waiting to be accepted, this one among them",
                probes("imapsync"));
    }

    private static Written probes(String program) throws IOException {
        Path proc = folder.resolve("of-" + program);
        Path descriptors = Files.createDirectories(proc.resolve("77/fd"));
        Files.writeString(proc.resolve("77/cmdline"), "java\0-jar\0" + program + "\0");
        for (int i = 1; i <= PROBES; i++) {
            Files.createSymbolicLink(descriptors.resolve("" + i), Path.of("socket:[" + (100_000 + i) + "]"));
        }
        return new Written(
                proc,
                (table, own) -> {
                    table.listens(HERE, 1);
                    for (int i = 1; i <= PROBES; i++) {
                        table.waits(HERE, HERE, i).client(HERE, i, HERE, 100_000 + i);
                    }
                    table.write();
                },
                (table, own) -> {
                    table.listens(HERE, 1).waits(HERE, HERE, own);
                    for (int i = 1; i <= PROBES; i++) {
                        table.accepted(HERE, HERE, i).client(HERE, i, HERE, 100_000 + i);
                    }
                    table.write();
                });
    }

    private static void state(String name, String expected, Table before, Table after, String... words)
            throws IOException {
        var written = new Written(
                Files.createDirectory(folder.resolve("table-" + CASES.size())),
                (table, own) -> {
                    before.write(table, own);
                    table.write();
                },
                (table, own) -> {
                    after.write(table, own);
                    table.write();
                });
        state(name, expected, written, words);
    }

    private static void state(String name, String expected, Written written, String... words) {
        CASES.put(name, new Case(expected + "|exit 2", POOL.submit(() -> answer(written, List.of(words)))));
    }

    /** The whole line but for the port, and its figures, which are times; and the exit code. */
    private static String answer(Written written, List<String> more) throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            int port = server.getLocalPort();
            written.before().write(new WrittenTable(written.proc(), port), 0);
            var accepted = CompletableFuture.supplyAsync(() -> accept(server, written.after(), written.proc()), POOL);
            var words = new ArrayList<>(List.of("-P", "imap", "-H", HERE, "-p", "" + port, "-t", "4"));
            words.addAll(List.of("--proc", written.proc().toString(), "--observer", "local"));
            words.addAll(more);
            CheckProgram.CheckAnswer answer = new CheckProgram(new MailProtocolCommand()).answer(words);
            accepted.get().close();
            return answer.text()
                            .replace("port " + port, "port N")
                            .replaceFirst("\\|time=[0-9.]+s;;;0;4 connect=[0-9.]+s;;;0 greeting=[0-9.]+s;;;0\n$", "|")
                    + "exit " + answer.exitCode();
        }
    }

    private static Socket accept(ServerSocket server, Table after, Path proc) {
        try {
            Socket socket = server.accept();
            after.write(new WrittenTable(proc, server.getLocalPort()), socket.getPort());
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
