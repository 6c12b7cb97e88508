package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hamail.agent.Check.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BridgeReplyTest {
    private static final Answer LONG = new Answer("x".repeat(4_000_000), 0);

    private SocketChannel bridge;
    private SocketChannel agent;
    private BridgeReply reply;

    @BeforeEach
    void connect(@TempDir Path folder) throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            bridge = SocketChannel.open(address);
            agent = server.accept();
        }
        reply = new BridgeReply(agent);
    }

    @AfterEach
    void close() throws IOException {
        bridge.close();
        agent.close();
    }

    /** On a busy machine each change of threads costs milliseconds. */
    @Test
    void answerToEventNeedsNoOtherThread() throws IOException {
        reply.answerAtOnce(7, new Answer("recorded", 0));
        assertEquals("7 recorded", next());
    }

    @Test
    void answersDoNotMixWhoeverWritesThem() throws Exception {
        int each = 200;
        var writer = new Thread(reply::write);
        writer.start();
        var events = new Thread(() -> {
            for (int i = 0; i < each; i++) {
                reply.answerAtOnce(1000 + i, new Answer("event", 0));
            }
        });
        events.start();
        for (int i = 0; i < each; i++) {
            reply.answer(i, new Answer("x".repeat(50_000), 0));
        }
        Set<String> expected = new HashSet<>();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            expected.add((1000 + i) + " event");
            expected.add(i + " " + "x".repeat(50_000));
            said.addAll(List.of(next(), next()));
        }
        assertEquals(expected, new HashSet<>(said));
        reply.close();
        events.join();
        writer.join();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writeThatNobodyTakesIsSeenWhoeverWrites(boolean atOnce) throws Exception {
        assertFalse(reply.isStuck(in(11)), "nothing is written");
        long before = System.nanoTime();
        Thread writer = writing(atOnce);
        awaitStuck(true);
        assertFalse(reply.isStuck(before + TimeUnit.SECONDS.toNanos(9)), "it may still be taken");
        reply.close();
        writer.join();
        assertFalse(agent.isOpen());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writeThatIsTakenLateIsStuckNoMore(boolean atOnce) throws Exception {
        Thread writer = writing(atOnce);
        awaitStuck(true);
        assertEquals("1 " + LONG.text(), next());
        awaitStuck(false);
        reply.close();
        writer.join();
    }

    /** More than the socket takes, by an event's own thread or by that of all others. */
    private Thread writing(boolean atOnce) {
        var writer = new Thread(atOnce ? () -> reply.answerAtOnce(1, LONG) : reply::write);
        writer.start();
        if (!atOnce) {
            reply.answer(1, LONG);
        }
        return writer;
    }

    private void awaitStuck(boolean wanted) throws InterruptedException {
        while (reply.isStuck(in(11)) != wanted) {
            Thread.sleep(1);
        }
    }

    private static long in(int seconds) {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** The next answer: its number and text. */
    private String next() throws IOException {
        ByteBuffer head = read(10);
        head.get();
        int number = head.getInt();
        head.get();
        return number + " " + StandardCharsets.UTF_8.decode(read(head.getInt()));
    }

    private ByteBuffer read(int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (bridge.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }
}
