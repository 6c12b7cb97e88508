package org.hamail.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Mail servers that cost next to nothing, for {@code packaging/benchmark}: one thread serves POP3, SMTP, a port that
 * accepts and stays silent, and a port that tells how many conversations there were and how many are silent now.
 */
final class LoadServer {
    private static final int QUEUE = 4096;

    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocateDirect(1024);
    private long hanging;
    private long served;

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

    private LoadServer() throws IOException {
        selector = Selector.open();
    }

    /** Words: the address. Prints the ports of POP3, SMTP, silence and count on one line, and serves until it is killed. */
    public static void main(String[] words) throws IOException {
        var server = new LoadServer();
        var ports = new StringBuilder();
        for (Role role : Role.values()) {
            ServerSocketChannel channel = ServerSocketChannel.open().bind(new InetSocketAddress(words[0], 0), QUEUE);
            channel.configureBlocking(false);
            channel.register(server.selector, SelectionKey.OP_ACCEPT, role);
            ports.append(channel.socket().getLocalPort()).append(' ');
        }
        System.out.println(ports.toString().strip());
        while (true) {
            server.selector.select(server::attend);
        }
    }

    private void attend(SelectionKey key) {
        if (key.isAcceptable()) {
            accept((ServerSocketChannel) key.channel(), (Role) key.attachment());
            return;
        }
        try {
            answer(key);
        } catch (IOException e) {
            left(key); // the other side went away
        }
    }

    /** A server that can accept no more is of no use to a benchmark: it ends. */
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
            channel.write(bytes(served + " " + hanging + "\n"));
            channel.close();
            return;
        }
        hanging += role == Role.SILENT ? 1 : 0;
        channel.configureBlocking(false);
        channel.write(bytes(role.greeting));
        channel.register(selector, SelectionKey.OP_READ, role);
    }

    private void answer(SelectionKey key) throws IOException {
        var channel = (SocketChannel) key.channel();
        input.clear();
        int length = channel.read(input);
        boolean quits = length >= 4 && (input.get(0) | 0x20) == 'q';
        if (quits) {
            channel.write(bytes(((Role) key.attachment()).goodbye));
            served++;
        }
        if (quits || length < 0) {
            left(key);
        } else {
            channel.write(bytes(((Role) key.attachment()).reply));
        }
    }

    private void left(SelectionKey key) {
        hanging -= key.attachment() == Role.SILENT ? 1 : 0;
        try {
            key.channel().close();
        } catch (IOException e) {
            key.cancel();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
