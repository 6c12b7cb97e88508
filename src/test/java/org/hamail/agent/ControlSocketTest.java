package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.Check.Checks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ControlSocketTest {
    private static final int MOST = 250;

    private final Path path;
    private final ExecutorService threads = ProbeThreads.ofTheSystem();
    private final ScheduledExecutorService watch = Executors.newScheduledThreadPool(1);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final ControlSocket socket;

    ControlSocketTest(@TempDir Path directory) throws IOException {
        path = directory.resolve("agent.sock");
        socket = ControlSocket.open(path);
    }

    @BeforeEach
    void serve() {
        var controlServer = new ControlServer(
                new Echo(),
                new PeerPolicy(System.getProperty("user.name", "")),
                threads,
                watch,
                new ClientLimits(MOST, MOST, Duration.ZERO));
        var server = new Thread(() -> socket.serve(controlServer::accept));
        server.setDaemon(true);
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        hanging.countDown();
        socket.close();
        threads.shutdownNow();
        watch.shutdownNow();
    }

    @Test
    void commandLineGivesOutputAndExitCode() throws IOException {
        assertEquals("A\2IMAP CRITICAL: ä\n", ask(request("echo", "2", "IMAP CRITICAL: ä\n")));
    }

    @Test
    void unknownCheckIsLeftToLauncher() throws IOException {
        assertEquals("N", ask(request("rm", "-rf", "/")));
    }

    @Test
    void onlyOwnerAndGroupMayConnect() throws IOException {
        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void servedSocketStaysAndAbandonedIsReplaced() throws IOException {
        assertThrows(IOException.class, () -> ControlSocket.open(path));
        socket.close();
        try (var abandoned = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            abandoned.bind(UnixDomainSocketAddress.of(path));
        }
        assertTrue(Files.exists(path));
        ControlSocket.open(path).close();
    }

    @Test
    void endingAgentLeavesSocketOfAnother() throws IOException {
        Files.delete(path);
        try (ControlSocket newer = ControlSocket.open(path)) {
            socket.close();
            assertTrue(Files.exists(path), newer::toString);
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void fileThatIsNoSocketIsLeftAlone() throws IOException {
        Path letter = Files.writeString(path.resolveSibling("letter"), "kept");
        IOException refusal = assertThrows(IOException.class, () -> ControlSocket.open(letter));
        assertEquals(letter + " exists and is not a socket; left as it is", refusal.getMessage());
        assertEquals("kept", Files.readString(letter));
    }

    @Test
    void slowCheckSendsSignOfLifeFirst() throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            write(channel, request("hang"));
            assertEquals('.', Channels.newInputStream(channel).read());
        }
    }

    @Test
    void checksOfThoseWhoLeftAreBounded() throws IOException {
        List<SocketChannel> crowd = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
            crowd.add(channel);
            write(channel, request("hang"));
        }
        for (SocketChannel channel : crowd) {
            assertEquals('.', Channels.newInputStream(channel).read());
            channel.close();
        }
        String reply = "";
        while (reply.isEmpty()) { // until those who left have been noticed
            reply = ask(request("echo", "0", "fine"));
        }
        assertEquals("N", reply, "the launcher is to start a process of its own");
        hanging.countDown();
        while (!reply.endsWith("back")) {
            reply = ask(request("echo", "0", "back"));
        }
    }

    /** What a probe waits for does not end by an interrupt: it has to be ended itself. */
    @Test
    void closedConnectionFreesPlaceOfHangingProbe() throws IOException {
        List<SocketChannel> crowd = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
            crowd.add(channel);
            write(channel, request("tarpit"));
        }
        for (SocketChannel channel : crowd) {
            assertEquals('.', Channels.newInputStream(channel).read());
            channel.close();
        }
        String reply = "";
        while (!reply.endsWith("back")) {
            reply = ask(request("echo", "0", "back"));
        }
    }

    @Test
    void hostileClientsDoNotBlockOthers() throws IOException {
        List<SocketChannel> crowd = new ArrayList<>();
        var random = new Random(11);
        for (int i = 0; i < 200; i++) { // silent, half a request, garbage, huge, half closed
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
            crowd.add(channel);
            byte[] noise = new byte[random.nextInt(1, 300)];
            random.nextBytes(noise);
            switch (i % 5) {
                case 1 -> channel.write(request("echo", "0", "x").limit(6));
                case 2 -> write(channel, ByteBuffer.wrap(noise));
                case 3 -> write(channel, ByteBuffer.allocate(4).putInt(0, Integer.MAX_VALUE));
                case 4 -> channel.shutdownOutput();
                default -> {}
            }
        }
        assertTrue(ask(request("echo", "0", "fine")).endsWith("fine"));
        for (SocketChannel channel : crowd) {
            channel.close();
        }
    }

    @Test
    void excessConnectionsAreClosedNotQueued() throws IOException {
        List<SocketChannel> crowd = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            crowd.add(SocketChannel.open(UnixDomainSocketAddress.of(path)));
        }
        int closed = 0;
        for (SocketChannel channel : crowd.subList(600, 1000)) {
            closed += channel.read(ByteBuffer.allocate(1)) < 0 ? 1 : 0;
        }
        assertEquals(400, closed);
        for (SocketChannel channel : crowd) {
            channel.close();
        }
        String reply = "";
        while (!reply.endsWith("back")) { // until those that were closed have left
            reply = ask(request("echo", "0", "back"));
        }
    }

    private final class Echo implements Checks {
        @Override
        public Optional<Check> named(List<String> words) {
            return runFor(words).map(run -> () -> run);
        }

        @Override
        public Optional<CheckRun> runFor(List<String> words) {
            if (words.get(0).equals("tarpit")) {
                return Optional.of(new Tarpit());
            }
            if (words.get(0).equals("hang")) {
                return Optional.of(ControlSocketTest.this::hang);
            }
            return words.get(0).equals("echo")
                    ? Optional.of(() -> new Answer(words.get(2), Integer.parseInt(words.get(1))))
                    : Optional.empty();
        }
    }

    /** Hangs whatever is said to it, until it is abandoned. */
    private static final class Tarpit implements CheckRun {
        private final CountDownLatch abandoned = new CountDownLatch(1);

        @Override
        public Answer answer() {
            while (abandoned.getCount() > 0) {
                try {
                    abandoned.await();
                } catch (InterruptedException e) {
                    // a read of the system does not end either
                }
            }
            return new Answer("late\n", 0);
        }

        @Override
        public void abandon() {
            abandoned.countDown();
        }
    }

    /** Whatever is said to it. */
    private Answer hang() {
        while (hanging.getCount() > 0) {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                // a read of the system does not end either
            }
        }
        return new Answer("late\n", 0);
    }

    /** What comes back, without signs of life and the four bytes of length. */
    private String ask(ByteBuffer request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            write(channel, request);
            byte[] reply = Channels.newInputStream(channel).readAllBytes();
            String text = new String(reply, StandardCharsets.UTF_8).replaceFirst("^\\.+", "");
            return text.startsWith("A") ? text.substring(0, 2) + text.substring(6) : text;
        } catch (IOException e) {
            return "";
        }
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer request(String... words) {
        byte[] bytes = (String.join("\0", words) + "\0").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .flip();
    }
}
