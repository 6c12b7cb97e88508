package org.hamail.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Mail servers that cost next to nothing, for {@code packaging/benchmark}: one thread serves POP3, SMTP, a port that
 * accepts and stays silent, and a port that tells how many conversations and silent ones there were.
 */
final class LoadServer {
    private static final int QUEUE = 4096;

    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocateDirect(1024);
    private final List<SocketChannel> silent = new ArrayList<>();
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
        try {
            if (key.isAcceptable()) {
                accept((ServerSocketChannel) key.channel(), (Role) key.attachment());
            } else {
                answer((SocketChannel) key.channel(), (Role) key.attachment());
            }
        } catch (IOException e) {
            key.cancel(); // the other side went away
        }
    }

    private void accept(ServerSocketChannel server, Role role) throws IOException {
        for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
            if (role == Role.SILENT) {
                silent.add(channel);
            } else if (role == Role.COUNT) {
                channel.write(bytes(served + " " + silent.size() + "\n"));
                channel.close();
            } else {
                channel.configureBlocking(false);
                channel.write(bytes(role.greeting));
                channel.register(selector, SelectionKey.OP_READ, role);
            }
        }
    }

    private void answer(SocketChannel channel, Role role) throws IOException {
        input.clear();
        int length = channel.read(input);
        boolean quits = length >= 4 && (input.get(0) | 0x20) == 'q';
        if (length < 0 || quits) {
            if (quits) {
                channel.write(bytes(role.goodbye));
                served++;
            }
            channel.close();
        } else {
            channel.write(bytes(role.reply));
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
