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
import org.hamail.agent.Check.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BridgeReplyTest {
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

    @Test
    void writeThatNobodyTakesIsSeenWhoeverWrites() throws Exception {
        var event = new Thread(() -> reply.answerAtOnce(1, new Answer("x".repeat(4_000_000), 0)));
        event.start();
        while (!reply.isStuck(System.nanoTime() + 11_000_000_000L)) {
            Thread.sleep(1);
        }
        reply.close();
        event.join();
        assertFalse(agent.isOpen());
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
