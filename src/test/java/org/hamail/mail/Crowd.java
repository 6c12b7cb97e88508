package org.hamail.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamail.support.Eventually;

/** Other clients of a mail server. */
final class Crowd implements AutoCloseable {
    private static final int PATIENCE = 60_000;

    private final InetSocketAddress server;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger greeted = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger talking = new AtomicInteger();
    private volatile boolean closed;

    Crowd(String address, int port) {
        server = new InetSocketAddress(address, port);
    }

    /** They connect, and say nothing. */
    Crowd silent(int number) throws IOException {
        for (int i = 0; i < number; i++) {
            Socket socket = open();
            socket.connect(server, 5000);
        }
        return this;
    }

    /** Until those who connected have been greeted. */
    Crowd awaitGreeted() throws IOException {
        for (Socket socket : sockets) {
            socket.setSoTimeout(PATIENCE);
            socket.getInputStream().read();
        }
        return this;
    }

    /** They try to connect; where the server's queue is full, they go on trying. */
    Crowd pressing(int number) {
        for (int i = 0; i < number; i++) {
            start(() -> open().connect(server, PATIENCE));
        }
        return this;
    }

    /** They come again and again; each says {@code words}, waits for {@code pause} milliseconds, and says {@code last}. */
    Crowd busy(int number, List<String> words, int pause, String last) {
        for (int i = 0; i < number; i++) {
            start(() -> {
                while (!closed) {
                    session(words, pause, last);
                }
            });
        }
        return this;
    }

    private interface Visit {
        void run() throws IOException;
    }

    private void start(Visit visit) {
        var thread = new Thread(() -> {
            try {
                visit.run();
            } catch (IOException e) {
                closed |= sockets.isEmpty(); // a client that is sent away leaves it at that
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void session(List<String> words, int pause, String last) throws IOException {
        try (Socket socket = open()) {
            socket.connect(server, PATIENCE);
            socket.setSoTimeout(PATIENCE);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            in.readLine();
            greeted.incrementAndGet();
            for (String word : words) {
                say(socket, word);
                in.readLine();
            }
            talking.incrementAndGet();
            socket.setSoTimeout(pause);
            waitIn(in);
            say(socket, last);
            socket.setSoTimeout(PATIENCE);
            while (in.readLine() != null) {
                // to the end
            }
            sockets.remove(socket);
            served.incrementAndGet();
        }
    }

    /** Until some of them have been answered all that they said at first. */
    void awaitAnswered(int number) {
        Eventually.get(Duration.ofSeconds(90), talking::get, seen -> seen >= number);
    }

    /** How many times a busy one has been greeted. */
    int greeted() {
        return greeted.get();
    }

    /** Until some of them have been served to the end. */
    void awaitServed(int number) {
        Eventually.get(Duration.ofSeconds(90), served::get, seen -> seen >= number);
    }

    private static void waitIn(BufferedReader in) throws IOException {
        try {
            while (in.readLine() != null) {
                // what is left of an answer
            }
        } catch (SocketTimeoutException e) {
            return; // the pause is over
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private Socket open() throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        if (closed) {
            socket.close();
        }
        return socket;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
