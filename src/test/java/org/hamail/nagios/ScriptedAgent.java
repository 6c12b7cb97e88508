package org.hamail.nagios;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/** The agent's side of the bridge's protocol, with the faults that a test asks for. */
final class ScriptedAgent implements Closeable {
    private final Path path;
    private final ServerSocketChannel server;
    private final List<SocketChannel> channels = new CopyOnWriteArrayList<>();
    private final Map<Integer, List<String>> held = new ConcurrentHashMap<>();
    final List<List<String>> asked = new CopyOnWriteArrayList<>();
    private volatile Function<List<String>, String> reply = ScriptedAgent::nameOf;
    private volatile Predicate<List<String>> holds = words -> false;
    private volatile boolean silent;
    private volatile boolean closed;

    /** Serves {@code path} as one file that only this user reaches. */
    ScriptedAgent(Path path) throws IOException {
        this.path = path;
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.deleteIfExists(path);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path), 64);
        daemon(this::accept);
    }

    /** What a check of the name behind {@code -C} says by itself. */
    static String nameOf(List<String> words) {
        int at = words.indexOf("-C");
        return "DAEMON OK: " + (at < 0 ? "plain" : words.get(at + 1)) + "\n";
    }

    void says(Function<List<String>, String> text) {
        reply = text;
    }

    /** Takes these jobs and does not answer them until {@link #release}. */
    void holds(Predicate<List<String>> which) {
        holds = which;
    }

    /** As a stopped process: it neither reads nor answers, and the connection stays. */
    void silent(boolean now) {
        silent = now;
    }

    int held() {
        return held.size();
    }

    /** Answers all that it holds, at connections that may be gone. */
    void release() {
        holds = words -> false;
        for (Map.Entry<Integer, List<String>> one : List.copyOf(held.entrySet())) {
            held.remove(one.getKey());
            for (SocketChannel channel : List.copyOf(channels)) {
                try {
                    answer(channel, one.getKey(), reply.apply(one.getValue()));
                } catch (IOException e) {
                    channels.remove(channel); // that bridge is gone
                }
            }
        }
    }

    /** Sends these bytes as they are. */
    void raw(byte... bytes) throws IOException {
        for (SocketChannel channel : channels) {
            channel.write(ByteBuffer.wrap(bytes));
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                channels.add(channel);
                if (closed) { // it was taken meanwhile, and would be answered for ever
                    channel.close();
                }
                daemon(() -> serve(channel));
            }
        } catch (IOException e) {
            return; // the test is over
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            var in = new DataInputStream(Channels.newInputStream(channel));
            in.skipNBytes(in.readInt()); // the hello
            while (true) {
                byte[] message = in.readNBytes(in.readInt());
                while (silent) {
                    Thread.onSpinWait();
                    Thread.sleep(20);
                }
                take(channel, ByteBuffer.wrap(message));
            }
        } catch (EOFException | InterruptedException e) {
            return;
        } catch (IOException e) {
            return; // the bridge went away
        } finally {
            channels.remove(channel);
        }
    }

    private void take(SocketChannel channel, ByteBuffer message) throws IOException {
        int number = message.getInt();
        if (!message.hasRemaining()) {
            write(channel, ByteBuffer.allocate(5).put((byte) 'P').putInt(number).flip());
            return;
        }
        List<String> words = words(message);
        asked.add(words);
        if (holds.test(words)) {
            held.put(number, words);
        } else {
            answer(channel, number, reply.apply(words));
        }
    }

    private static List<String> words(ByteBuffer message) {
        var bytes = new byte[message.remaining()];
        message.get(bytes);
        var words = new ArrayList<>(List.of(new String(bytes, StandardCharsets.UTF_8).split("\0", -1)));
        words.remove(words.size() - 1);
        return List.copyOf(words);
    }

    private static void answer(SocketChannel channel, int number, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(
                channel,
                ByteBuffer.allocate(10 + bytes.length)
                        .put((byte) 'A')
                        .putInt(number)
                        .put((byte) 0)
                        .putInt(bytes.length)
                        .put(bytes)
                        .flip());
    }

    private static synchronized void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && channel.isOpen()) {
            channel.write(bytes);
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
        Files.deleteIfExists(path);
    }
}
