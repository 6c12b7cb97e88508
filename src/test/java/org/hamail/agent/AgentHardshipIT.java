package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hamail.support.Eventually;
import org.hamail.support.FreePort;
import org.hamail.support.RealServers;
import org.hamail.support.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent as a process with sinks, disks and clients that misbehave. */
@Timeout(900)
class AgentHardshipIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Path PLUGINS =
            Path.of(System.getProperty("basedir", ""), "plugins").toAbsolutePath();
    private static final Pattern CANARY = Pattern.compile("canary (\\d+)");

    @Test
    void aFullDiskIsReportedAndLosesNothing() throws Exception {
        try (RealServers servers = new RealServers()) {
            Path lines = pipe(servers);
            int port = FreePort.on("127.0.0.1");
            Path config = config(servers, nsca(port) + ", " + commandFile(servers), 40);
            String ofNsca =
                    "nsca-127.0.0.1-" + port + ": the spool "; // the other sink's fills up and recovers by itself
            // no file may grow beyond 8 KiB: to the agent that is a disk without room
            Process agent = start(
                    servers,
                    "ulimit -S -f 16; exec " + PLUGINS.resolve("hamail-agent") + " --host h --config " + config);
            try {
                Path notes = servers.root().resolve("agent.log");
                Eventually.get(
                        PATIENCE,
                        () -> Files.readString(notes),
                        text -> text.contains(ofNsca + "cannot be written, results wait in memory: "));
                Eventually.get(PATIENCE, () -> Files.readString(lines), text -> IntStream.range(0, 40)
                        .allMatch(i -> text.contains(";s" + i + ";2;DAEMON CRITICAL [absent]")));
                Script.run(Path.of("/bin/kill"), Map.of(), List.of("-HUP", "" + agent.pid())); // it reports at once
                Eventually.get(
                        PATIENCE,
                        () -> Files.readString(lines),
                        text -> text.contains(
                                ";hamail agent;2;AGENT CRITICAL [undelivered]: the spool cannot be written"));

                long jvm = agent.children().findFirst().orElseThrow().pid();
                Script.run(Path.of("/usr/bin/prlimit"), Map.of(), List.of("--pid", "" + jvm, "--fsize=unlimited"));
                Eventually.get(
                        PATIENCE,
                        () -> Files.readString(notes),
                        text -> text.contains(ofNsca + "can be written again"));
                agent.destroyForcibly();
                agent.children().forEach(ProcessHandle::destroyForcibly);
                ProcessHandle.of(jvm).ifPresent(ProcessHandle::destroyForcibly);
                String spooled = spooled(servers);
                for (int i = 0; i < 40; i++) {
                    assertTrue(spooled.contains("\"s" + i + "\""), "s" + i + " is not in " + spooled);
                }
            } finally {
                agent.destroyForcibly();
            }
        }
    }

    @Test
    void misbehavingSinksDelayNeitherOthersNorEnd() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (RealServers servers = new RealServers();
                ServerSocket silent =
                        sink(threads, socket -> socket.getInputStream().read());
                ServerSocket early = sink(threads, socket -> {});
                ServerSocket garbage = sink(threads, socket -> {
                    socket.getOutputStream().write(new byte[100_000]);
                    socket.getInputStream().read();
                });
                ServerSocket trickle = sink(threads, socket -> {
                    OutputStream out = socket.getOutputStream();
                    for (int i = 0; i < 132; i++) {
                        out.write(i);
                        TimeUnit.MILLISECONDS.sleep(500);
                    }
                })) {
            Path lines = pipe(servers);
            String sinks = List.of(silent, early, garbage, trickle).stream()
                    .map(socket -> nsca(socket.getLocalPort()))
                    .reduce("", (all, one) -> all + one + ", ");
            Process agent = start(
                    servers,
                    "exec " + PLUGINS.resolve("hamail-agent") + " --host h --config "
                            + config(servers, sinks + commandFile(servers), 5));
            Eventually.get(
                    PATIENCE,
                    () -> Files.readString(servers.root().resolve("agent.log")),
                    text -> List.of(silent, early, garbage, trickle).stream()
                            .allMatch(socket ->
                                    text.contains("nsca-127.0.0.1-" + socket.getLocalPort() + " does not work: ")));
            int before = count(lines, ";s4;");
            Eventually.get(PATIENCE, () -> count(lines, ";s4;"), count -> count > before + 3);
            agent.destroy();
            assertTrue(agent.waitFor(45, TimeUnit.SECONDS), "it ends before systemd loses its patience");
            assertEquals(0, agent.exitValue());
            assertFalse(spooled(servers).isEmpty());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void hostileVisitorsDoNotDisturbTheSchedule() throws Exception {
        List<SocketChannel> crowd = new ArrayList<>();
        try (RealServers servers = new RealServers()) {
            Path lines = pipe(servers);
            Process agent = start(
                    servers,
                    "exec " + PLUGINS.resolve("hamail-agent") + " --host h --config "
                            + config(servers, commandFile(servers), 20));
            Path socket = servers.root().resolve("run/agent.sock");
            Eventually.get(PATIENCE, () -> count(lines, ";s19;"), count -> count > 2);
            assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
            for (int i = 0; i < 1000; i++) {
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                crowd.add(channel);
                try {
                    rudely(channel, i);
                } catch (IOException e) {
                    assertTrue(i >= 500, "the first ones are let in: " + e); // later ones find the door closed
                }
            }
            int before = count(lines, ";s19;");
            Eventually.get(PATIENCE, () -> count(lines, ";s19;"), count -> count > before + 4);
            Script.run(Path.of("/bin/kill"), Map.of(), List.of("-HUP", "" + agent.pid()));
            String report = Eventually.get(
                    PATIENCE,
                    () -> Files.readString(lines),
                    text -> CANARY.matcher(text).results().count() >= 2);
            assertTrue(report.contains(";hamail agent;0;AGENT OK: 20 checks"), report);
            agent.destroy();
            assertTrue(agent.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, agent.exitValue());
        } finally {
            for (SocketChannel channel : crowd) {
                channel.close();
            }
        }
    }

    private static void rudely(SocketChannel channel, int i) throws IOException {
        switch (i % 6) {
            case 1 -> channel.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 50, 'c'}));
            case 2 ->
                channel.write(
                        ByteBuffer.wrap("GET / HTTP/1.0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            case 3 -> channel.write(ByteBuffer.wrap(new byte[] {127, -1, -1, -1, 0, 0, 0}));
            case 4 -> channel.shutdownOutput();
            case 5 -> channel.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 3, 0, 0, 0}));
            default -> {}
        }
    }

    private static int count(Path lines, String service) throws IOException {
        Matcher matcher = Pattern.compile(service).matcher(Files.readString(lines));
        return (int) matcher.results().count();
    }

    /** The command pipe, and the file into which its other end writes down everything. */
    private static Path pipe(RealServers servers) throws IOException {
        Path pipe = servers.root().resolve("nagios.cmd");
        Path lines = Files.createFile(servers.root().resolve("lines"));
        Script.run(Path.of("/usr/bin/mkfifo"), Map.of(), List.of(pipe.toString()));
        new ProcessBuilder("/bin/sh", "-c", "exec 3<>\"$0\"; exec timeout 300 cat <&3", pipe.toString())
                .redirectOutput(lines.toFile())
                .start();
        return lines;
    }

    private static String commandFile(RealServers servers) {
        return "{kind: command-file, path: " + servers.root().resolve("nagios.cmd") + "}";
    }

    private static String nsca(int port) {
        return "{kind: nsca, host: 127.0.0.1, port: " + port + ", encryption: none}";
    }

    private static Path config(RealServers servers, String sinks, int checks) throws IOException {
        var text = new StringBuilder();
        text.append("agent:\n  socket: ROOT/run/agent.sock\n  spool: ROOT/spool\n  sinks: [")
                .append(sinks)
                .append("]\n  checks:\n");
        for (int i = 0; i < checks; i++) {
            text.append("    - {host: h, service: s")
                    .append(i)
                    .append(", every: 1s, run: [check_mail_daemon, -C, nobody]}\n");
        }
        return Files.writeString(
                servers.root().resolve("hamail.yaml"),
                text.toString().replace("ROOT", servers.root().toString()));
    }

    private static Process start(RealServers servers, String command) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(servers.root().resolve("agent.log").toFile())
                .start();
    }

    private static String spooled(RealServers servers) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(servers.root().resolve("spool"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".results")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static ServerSocket sink(ExecutorService threads, Manners manners) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    threads.execute(() -> behave(socket, manners));
                } catch (IOException e) {
                    return; // the test is over
                }
            }
        });
        return server;
    }

    private static void behave(Socket socket, Manners manners) {
        try (socket) {
            manners.with(socket);
        } catch (IOException e) {
            // the agent gave it up, which is what it should do
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Manners {
        void with(Socket socket) throws IOException, InterruptedException;
    }
}
