package org.hamail.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Mail servers that cost next to nothing, for {@code packaging/benchmark}: POP3, SMTP, a port that accepts and stays silent,
 * and a port that tells how many conversations there were and how many are silent now. Two threads share the conversations,
 * so that neither keeps probes waiting while a core is idle.
 */
final class LoadServer implements Runnable {
    private static final int THREADS = 2;
    private static final int QUEUE = 4096;
    private static final LongAdder HANGING = new LongAdder();
    private static final LongAdder SERVED = new LongAdder();

    private final Selector selector = Selector.open();
    private final ByteBuffer input = ByteBuffer.allocateDirect(1024);
    private final ByteBuffer output = ByteBuffer.allocateDirect(1024);

    private enum Role {
        POP3("+OK ready\r\n", "-ERR no\r\n", "+OK bye\r\n"),
        SMTP("220 localhost ESMTP\r\n", "250 localhost\r\n", "221 bye\r\n"),
        SILENT("", "", ""),
        COUNT("", "", "");

        final String greeting;
        final String reply;
        final String goodbye;

        Role(String greeting, String reply, String goodbye) {
            this.greeting = greeting;
            this.reply = reply;
            this.goodbye = goodbye;
        }
    }

    private LoadServer() throws IOException {}

    /** Words: the address. Prints the ports of POP3, SMTP, silence and count on one line, and serves until it is killed. */
    public static void main(String[] words) throws IOException {
        var ports = new EnumMap<Role, Integer>(Role.class);
        for (int i = 0; i < THREADS; i++) {
            var server = new LoadServer();
            for (Role role : Role.values()) {
                ports.put(role, server.listen(new InetSocketAddress(words[0], ports.getOrDefault(role, 0)), role));
            }
            var thread = new Thread(server);
            thread.setUncaughtExceptionHandler(LoadServer::end);
            thread.start();
        }
        System.out.println(ports.values().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    /** The kernel spreads the callers over all who listen at the same port. */
    private int listen(InetSocketAddress address, Role role) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open().setOption(StandardSocketOptions.SO_REUSEPORT, true);
        channel.bind(address, QUEUE).configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT, role);
        return channel.socket().getLocalPort();
    }

    @Override
    public void run() {
        try {
            while (true) {
                selector.select(this::attend);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that can accept no more is of no use to a benchmark: all of it ends. */
    private static void end(Thread thread, Throwable why) {
        System.err.println("the server for the load: " + why);
        System.exit(1);
    }

    private void attend(SelectionKey key) {
        if (key.isAcceptable()) {
            accept((ServerSocketChannel) key.channel(), (Role) key.attachment());
            return;
        }
        try {
            answer(key, (SocketChannel) key.channel(), (Role) key.attachment());
        } catch (IOException e) {
            left(key); // the other side went away
        }
    }

    private void accept(ServerSocketChannel server, Role role) {
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                greet(channel, role);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void greet(SocketChannel channel, Role role) throws IOException {
        if (role == Role.COUNT) {
            write(channel, SERVED.sum() + " " + HANGING.sum() + "\n");
            channel.close();
            return;
        }
        if (role == Role.SILENT) {
            HANGING.increment();
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, role);
        write(channel, role.greeting);
    }

    private void answer(SelectionKey key, SocketChannel channel, Role role) throws IOException {
        input.clear();
        int length = channel.read(input);
        boolean quits = length >= 4 && (input.get(0) | 0x20) == 'q';
        if (quits) {
            write(channel, role.goodbye);
            SERVED.increment();
        }
        if (quits || length < 0) {
            left(key);
        } else {
            write(channel, role.reply);
        }
    }

    private void write(SocketChannel channel, String text) throws IOException {
        channel.write(
                output.clear().put(text.getBytes(StandardCharsets.US_ASCII)).flip());
    }

    private static void left(SelectionKey key) {
        if (key.attachment() == Role.SILENT) {
            HANGING.decrement();
        }
        try {
            key.channel().close();
        } catch (IOException e) {
            key.cancel();
        }
    }
}
