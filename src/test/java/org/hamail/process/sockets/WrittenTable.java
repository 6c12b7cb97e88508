package org.hamail.process.sockets;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hamail.process.sockets.SocketRow.SocketState;

/** Writes {@code net/tcp} and {@code net/tcp6} as the kernel prints them. */
final class WrittenTable {
    static final int PORT = 143;

    private final Path proc;
    private final int port;
    private final List<String> four = new ArrayList<>();
    private final List<String> six = new ArrayList<>();

    WrittenTable(Path proc) {
        this(proc, PORT);
    }

    /** A table whose server has {@code port}. */
    WrittenTable(Path proc, int port) {
        this.proc = proc;
        this.port = port;
    }

    /** A listening socket; {@code queue} connections wait to be accepted. */
    WrittenTable listens(String address, int queue) throws IOException {
        return row(address, "0.0.0.0", 0, SocketState.LISTEN, 4711, queue, 0);
    }

    /** One that waits to be accepted. */
    WrittenTable waits(String local, String remote, int remotePort) throws IOException {
        return row(local, remote, remotePort, SocketState.ESTABLISHED, 0, 0, 0);
    }

    /** One that is accepted, and has said nothing. */
    WrittenTable accepted(String local, String remote, int remotePort) throws IOException {
        return row(local, remote, remotePort, SocketState.ESTABLISHED, remotePort, 0, 0);
    }

    /** One that has said something, which the server has read. */
    WrittenTable spoke(String local, String remote, int remotePort) throws IOException {
        return row(local, remote, remotePort, SocketState.ESTABLISHED, remotePort, 0, 4);
    }

    /** One whose connection the server has ended. */
    WrittenTable ended(String local, String remote, int remotePort) throws IOException {
        return row(local, remote, remotePort, SocketState.TIME_WAIT, 0, 0, 0);
    }

    WrittenTable row(String local, String remote, int remotePort, int state, long inode, int unread, int ato)
            throws IOException {
        boolean isSix = local.contains(":");
        return row(isSix, end(local, port, isSix) + " " + end(remote, remotePort, isSix), state, inode, unread, ato);
    }

    /** The client's own side of a connection from {@code local} to the server. */
    WrittenTable client(String local, int localPort, String server, long inode) throws IOException {
        String ends = end(local, localPort, false) + " " + end(server, port, false);
        return row(false, ends, SocketState.ESTABLISHED, inode, 0, 0);
    }

    private WrittenTable row(boolean isSix, String ends, int state, long inode, int unread, int ato) {
        String start = String.format(
                "%s %02X 00000000:%08X 00:00000000 00000000  1000        0 %d", ends, state, unread, inode);
        List<String> lines = isSix ? six : four;
        String rest = inode == 0 ? " 3 0000000000000000" : " 1 0000000000000000 20 " + ato + " 30 10 -1";
        lines.add(String.format("%4d: %s%s", lines.size(), start, rest));
        return this;
    }

    void write() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        String heading =
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
        Files.writeString(proc.resolve("net/tcp"), heading + text(four));
        Files.writeString(proc.resolve("net/tcp6"), heading + text(six));
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String end(String address, int port, boolean isSix) throws UnknownHostException {
        InetAddress parsed = InetAddress.getByName(address);
        byte[] bytes = parsed.getAddress();
        var out = new StringBuilder();
        if (isSix && parsed instanceof Inet4Address) {
            boolean any = parsed.isAnyLocalAddress();
            out.append("0000000000000000").append(any ? "00000000" : "FFFF0000");
        }
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            out.append(String.format("%08X", words.getInt()));
        }
        return String.format("%s:%04X", out, port);
    }
}
