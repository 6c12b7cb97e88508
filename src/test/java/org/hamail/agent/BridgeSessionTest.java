package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.Check.Checks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BridgeSessionTest {
    private static final Executor NO_THREADS = work -> {
        throw new RejectedExecutionException();
    };

    private final ExecutorService threads = ProbeThreads.ofTheSystem();
    private final ScheduledExecutorService watch = Executors.newScheduledThreadPool(1);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private SocketChannel bridge;
    private SocketChannel agent;

    @BeforeEach
    void connect(@TempDir Path folder) throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            bridge = SocketChannel.open(address);
            agent = server.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        hanging.countDown();
        bridge.close();
        agent.close();
        threads.shutdownNow();
        watch.shutdownNow();
    }

    @Test
    void jobsAndPingsAreAnsweredByNumber() throws Exception {
        var unused = serve(1, Duration.ofMinutes(1));
        say(7, "check_x", "a");
        assertEquals("A 7 [check_x, a]", next());
        say(0);
        assertEquals("P 0", next());
        say(8, "unknown");
        assertEquals("N 8", next());
    }

    @Test
    void whatFindsNoPlaceIsLeftToBridge() throws Exception {
        var unused = serve(1, Duration.ofMinutes(1));
        say(1, "check_hang");
        say(2, "check_x");
        assertEquals("N 2", next());
        hanging.countDown();
        assertEquals("A 1 [check_hang]", next());
    }

    @Test
    void waitingClientsDelayNobody() throws Exception {
        var unused = serve(1000, Duration.ofMinutes(1));
        for (int i = 1; i <= 300; i++) {
            say(i, "check_hang");
        }
        say(301, "check_x");
        say(302, "handle");
        assertEquals(Set.of("A 301 [check_x]", "A 302 [handle]"), new HashSet<>(List.of(next(), next())));
    }

    @Test
    void eventsThatHangKeepNobodyFromReadingOn() throws Exception {
        var unused = serve(1000, Duration.ofMinutes(1));
        say(1, "handle_hang");
        say(2, "handle_hang");
        say(3);
        assertEquals("P 3", next());
        hanging.countDown();
        assertEquals(Set.of("A 1 [handle_hang]", "A 2 [handle_hang]"), new HashSet<>(List.of(next(), next())));
        say(4, "check_x");
        assertEquals("A 4 [check_x]", next());
    }

    /** Whatever runs for a bridge that has left is given up at once, also while an event takes its time. */
    @Test
    void endOfConnectionIsSeenWhileEventHangs() throws Exception {
        Future<?> end = serve(1000, Duration.ofMinutes(1));
        say(1, "handle_hang");
        say(2, "check_hang");
        say(3);
        assertEquals("P 3", next());
        bridge.close();
        assertThrows(Exception.class, end::get);
        abandoned.await();
    }

    /** As a defect of a handler: the checks of that bridge go on. */
    @Test
    void eventThatThrowsEndsNoConnection() throws Exception {
        var unused = serve(1000, Duration.ofMinutes(1));
        say(1, "defect");
        say(2, "check_x");
        assertEquals("A 2 [check_x]", next());
        say(3);
        assertEquals("P 3", next());
    }

    @Test
    void eventWithoutAnotherThreadIsLeftToBridge() throws Exception {
        var unused = serve(new BridgeJobs(1000, NO_THREADS, watch), Duration.ofMinutes(1));
        say(1, "handle");
        assertEquals("N 1", next());
        say(2);
        assertEquals("P 2", next());
    }

    /** A bridge that was stopped would keep the places of its jobs. */
    @Test
    void silentBridgeLosesItsConnectionAndItsJobs() throws Exception {
        Future<?> end = serve(1, Duration.ofMillis(300));
        say(1, "check_hang");
        assertThrows(Exception.class, end::get);
        abandoned.await();
    }

    private Future<?> serve(int most, Duration silence) {
        return serve(new BridgeJobs(most, threads, watch), silence);
    }

    private Future<?> serve(BridgeJobs jobs, Duration silence) {
        var reply = new BridgeReply(agent);
        threads.execute(reply::write);
        var session =
                new BridgeSession(agent, new Echo(), new PeerPolicy(System.getProperty("user.name", "")), reply, jobs);
        return threads.submit(() -> {
            session.serve(watch, silence);
            return null;
        });
    }

    private void say(int number, String... words) throws IOException {
        byte[] text = String.join(
                        "", List.of(words).stream().map(word -> word + "\0").toList())
                .getBytes(StandardCharsets.UTF_8);
        bridge.write(ByteBuffer.allocate(8 + text.length)
                .putInt(4 + text.length)
                .putInt(number)
                .put(text)
                .flip());
    }

    private String next() throws IOException {
        ByteBuffer head = read(5);
        String said = (char) head.get() + " " + head.getInt();
        if (!said.startsWith("A")) {
            return said;
        }
        ByteBuffer rest = read(5);
        rest.get();
        byte[] text = read(rest.getInt()).array();
        return said + " " + new String(text, StandardCharsets.UTF_8);
    }

    private ByteBuffer read(int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (bridge.read(buffer) < 0) {
                throw new IOException("closed");
            }
        }
        return buffer.flip();
    }

    private final class Echo implements Checks {
        @Override
        public Optional<Check> named(List<String> words) {
            return Optional.empty();
        }

        @Override
        public Optional<CheckRun> runFor(List<String> words) {
            if (words.get(0).equals("unknown")) {
                return Optional.empty();
            }
            if (words.get(0).equals("defect")) {
                throw new IllegalStateException("a defect");
            }
            return Optional.of(() -> {
                if (words.get(0).endsWith("_hang")) {
                    try {
                        hanging.await();
                    } catch (InterruptedException e) {
                        abandoned.countDown();
                    }
                }
                return new Answer(words.toString(), 0);
            });
        }
    }
}
