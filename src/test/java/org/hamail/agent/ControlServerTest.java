package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.Check.Checks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who finds no place. */
@Timeout(120)
class ControlServerTest {
    private final ExecutorService threads = ProbeThreads.ofTheSystem();
    private final ScheduledExecutorService watch = Executors.newScheduledThreadPool(1);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final Path path;
    private final ControlSocket socket;

    ControlServerTest(@TempDir Path folder) throws IOException {
        path = folder.resolve("agent.sock");
        socket = ControlSocket.open(path);
    }

    @AfterEach
    void close() throws IOException {
        hanging.countDown();
        socket.close();
        threads.shutdownNow();
        watch.shutdownNow();
    }

    /** A core that starts hundreds of launchers at once would have all but the first start Java. */
    @Test
    void crowdOfQuickChecksIsServedInTurn() throws Exception {
        serve(Duration.ofMinutes(1));
        try (SocketChannel slow = begin("hang")) {
            assertEquals('.', Channels.newInputStream(slow).read());
            List<Future<String>> crowd = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                crowd.add(threads.submit(() -> ask("check")));
            }
            hanging.countDown();
            for (Future<String> reply : crowd) {
                assertEquals("A check", reply.get());
            }
        }
    }

    @Test
    void placeThatStaysTakenIsNotWaitedForLong() throws Exception {
        serve(Duration.ofMillis(1));
        try (SocketChannel slow = begin("hang")) {
            assertEquals('.', Channels.newInputStream(slow).read());
            assertEquals("N", ask("check"));
        }
    }

    @Test
    void eventDoesNotWaitForChecks() throws Exception {
        serve(Duration.ofMinutes(10));
        try (SocketChannel slow = begin("hang")) {
            assertEquals('.', Channels.newInputStream(slow).read());
            assertEquals("N", ask("event"));
        }
    }

    /** With one place. */
    private void serve(Duration patience) {
        var server = new ControlServer(
                new Words(),
                new PeerPolicy(System.getProperty("user.name", "")),
                threads,
                watch,
                new ClientLimits(200, 1, patience));
        var thread = new Thread(() -> socket.serve(server::accept));
        thread.setDaemon(true);
        thread.start();
    }

    private SocketChannel begin(String word) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        byte[] bytes = (word + "\0").getBytes(StandardCharsets.UTF_8);
        channel.write(ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .flip());
        return channel;
    }

    private String ask(String word) throws IOException {
        try (SocketChannel channel = begin(word)) {
            byte[] reply = Channels.newInputStream(channel).readAllBytes();
            String text = new String(reply, StandardCharsets.UTF_8).replaceFirst("^\\.+", "");
            return text.startsWith("A") ? "A " + text.substring(6) : text;
        }
    }

    private final class Words implements Checks {
        @Override
        public Optional<Check> named(List<String> words) {
            return Optional.empty();
        }

        @Override
        public Optional<CheckRun> runFor(List<String> words) {
            return Optional.of(new Run(words.get(0)));
        }
    }

    private final class Run implements CheckRun {
        private final String word;

        Run(String word) {
            this.word = word;
        }

        @Override
        public Answer answer() {
            try {
                if (word.equals("hang")) {
                    hanging.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Answer(word, 0);
        }

        @Override
        public boolean mayBeAbandoned() {
            return !word.equals("event");
        }
    }
}
