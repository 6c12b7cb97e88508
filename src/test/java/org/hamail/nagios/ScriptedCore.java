package org.hamail.nagios;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A core's query socket, which gives each worker what the test says. */
final class ScriptedCore implements Closeable {
    private static final byte[] END = {1, 0, 0, 0};

    private final ServerSocketChannel server;
    final List<Worker> workers = new CopyOnWriteArrayList<>();
    final BlockingQueue<Map<String, String>> answers = new LinkedBlockingQueue<>();
    /** How many have asked, those that have left included. */
    final AtomicInteger asked = new AtomicInteger();

    /** A word of this name is not taken. */
    volatile String refused = "/none";

    private final String greeting;

    /** A worker that has registered. */
    record Worker(String registration, SocketChannel channel) {
        void job(int id, String command) throws IOException {
            job(id, command, 60);
        }

        void job(int id, String command, int timeout) throws IOException {
            send("job_id=" + id + "\0type=0\0command=" + command + "\0timeout=" + timeout + "\0");
        }

        void send(String fields) throws IOException {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(fields.getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(END);
            channel.write(ByteBuffer.wrap(bytes.toByteArray()));
        }
    }

    /** @param greeting what it says to a registration, empty = nothing */
    ScriptedCore(Path path, String greeting) throws IOException {
        this.greeting = greeting;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path), 64);
        var thread = new Thread(this::accept);
        thread.setDaemon(true);
        thread.start();
    }

    void greet() throws IOException {
        for (Worker worker : workers) {
            worker.channel().write(ByteBuffer.wrap(new byte[] {'O', 'K', 0}));
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                var thread = new Thread(() -> serve(channel));
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            return; // the test is over
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            InputStream in = Channels.newInputStream(channel);
            String registration = until(in, new byte[] {0});
            asked.incrementAndGet();
            if (registration.endsWith("plugin=" + refused)) {
                channel.write(ByteBuffer.wrap("400: not that one\0".getBytes(StandardCharsets.UTF_8)));
                return;
            }
            channel.write(ByteBuffer.wrap(greeting.getBytes(StandardCharsets.UTF_8)));
            workers.add(new Worker(registration, channel));
            while (true) {
                answers.add(fields(until(in, END)));
            }
        } catch (IOException e) {
            workers.removeIf(worker -> worker.channel().equals(channel));
        }
    }

    private static Map<String, String> fields(String message) {
        var fields = new LinkedHashMap<String, String>();
        for (String field : message.split("\0")) {
            int equals = field.indexOf('=');
            fields.put(equals < 0 ? field : field.substring(0, equals), field.substring(equals + 1));
        }
        return fields;
    }

    private static String until(InputStream in, byte[] end) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < end.length) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the worker has left");
            }
            bytes.write(next);
            matched = next == end[matched] ? matched + 1 : next == end[0] ? 1 : 0;
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.substring(0, text.length() - end.length);
    }

    /** The connection for this word. */
    Worker worker(String word) {
        return workers.stream()
                .filter(worker -> worker.registration().endsWith(";plugin=" + word))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Worker worker : workers) {
            worker.channel().close();
        }
    }
}
