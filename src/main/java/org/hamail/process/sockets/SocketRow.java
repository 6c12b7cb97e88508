package org.hamail.process.sockets;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A row of {@code /proc/net/tcp} or {@code tcp6}.
 *
 * @param state as the kernel numbers it, see {@link State}
 * @param inode 0 where no process has the socket: not yet accepted, or already ended
 * @param unread bytes that the process has not read; of a listener, the connections that wait to be accepted
 * @param ato the kernel's estimate of the pause between two pieces that the peer sends; above 0 once it has sent something
 */
record SocketRow(Endpoint local, Endpoint remote, int state, long inode, long unread, long ato) {
    /** The states that matter here, source: the kernel's include/net/tcp_states.h. */
    static final class State {
        static final int ESTABLISHED = 0x01;
        static final int SYN_RECEIVED = 0x03;
        static final int FIN_WAIT_1 = 0x04;
        static final int FIN_WAIT_2 = 0x05;
        static final int TIME_WAIT = 0x06;
        static final int CLOSE_WAIT = 0x08;
        static final int LISTEN = 0x0A;
        static final int CLOSING = 0x0B;

        private State() {}
    }

    private static final int ATO_COLUMN = 13;
    private static final int FEWEST_COLUMNS = 10;
    private static final int GROUP = 8;

    boolean isListening() {
        return state == State.LISTEN;
    }

    /** Whether the client waits for the server to accept it. */
    boolean isWaiting() {
        return state == State.SYN_RECEIVED || (inode == 0 && (state == State.ESTABLISHED || state == State.CLOSE_WAIT));
    }

    boolean isAccepted() {
        return inode != 0 && !isListening();
    }

    /** Whether the client has said something, and the server has read all of it. */
    boolean hasSpoken() {
        return isAccepted() && state == State.ESTABLISHED && ato > 0 && unread == 0;
    }

    /** Whether the server ended the connection: who ends it first keeps it for a while. */
    boolean isEndedByServer() {
        return switch (state) {
            case State.FIN_WAIT_1, State.FIN_WAIT_2, State.TIME_WAIT, State.CLOSING -> true;
            default -> false;
        };
    }

    /** The local port of a row, without reading the rest of it; -1 where it is none. */
    static int localPort(String line) {
        int first = line.indexOf(':');
        int second = first < 0 ? -1 : line.indexOf(':', first + 1);
        return port(line, second);
    }

    /** The remote port likewise. */
    static int remotePort(String line) {
        int colon = line.indexOf(':');
        for (int i = 0; i < 2 && colon >= 0; i++) {
            colon = line.indexOf(':', colon + 1);
        }
        return port(line, colon);
    }

    private static int port(String line, int colon) {
        if (colon < 0 || line.length() < colon + 5) {
            return -1;
        }
        try {
            return Integer.parseInt(line, colon + 1, colon + 5, 16);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** A row as the kernel prints it; empty for the heading, and for what is no row. */
    static Optional<SocketRow> of(String line) {
        String[] columns = line.strip().split("\\s+");
        if (columns.length < FEWEST_COLUMNS || !columns[0].endsWith(":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SocketRow(
                    endpoint(columns[1]),
                    endpoint(columns[2]),
                    Integer.parseInt(columns[3], 16),
                    Long.parseLong(columns[9]),
                    Long.parseLong(columns[4].substring(columns[4].indexOf(':') + 1), 16),
                    columns.length > ATO_COLUMN ? Long.parseLong(columns[ATO_COLUMN]) : 0));
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The address is printed in groups of four bytes, each in the byte order of the machine. */
    private static Endpoint endpoint(String text) throws UnknownHostException {
        int colon = text.indexOf(':');
        String address = text.substring(0, colon);
        var plain = new StringBuilder();
        for (int i = 0; i < address.length(); i += GROUP) {
            String group = address.substring(i, i + GROUP);
            plain.append(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? reversed(group) : group);
        }
        // InetAddress itself makes an IPv4 address of one that is mapped into IPv6
        return new Endpoint(
                InetAddress.getByAddress(HexFormat.of().parseHex(plain)),
                Integer.parseInt(text.substring(colon + 1), 16));
    }

    private static String reversed(String group) {
        return group.substring(6, 8) + group.substring(4, 6) + group.substring(2, 4) + group.substring(0, 2);
    }
}
