package org.hamail.process.sockets;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.Optional;
import org.hamail.process.sockets.SocketRow.Endpoint;

/** A line of {@code /proc/net/tcp} or {@code tcp6}, read without a copy of it: there may be thousands, every second. */
final class RowBytes {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int QUEUES = 4;
    private static final int INODE = 9;
    private static final int ATO = 13;
    private static final boolean REVERSED = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private int at;
    private int column;

    RowBytes(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        begin();
    }

    private void begin() {
        at = start;
        column = 0;
        skipBlanks();
    }

    /** Without reading the rest of the line; -1 where it has none. */
    int localPort() {
        return port(LOCAL);
    }

    int remotePort() {
        return port(REMOTE);
    }

    private int port(int wanted) {
        if (!go(wanted)) {
            return -1;
        }
        int colon = find((byte) ':');
        return colon < 0 ? -1 : (int) number(colon + 1, 16);
    }

    /** Empty for the heading, and for what is no row. */
    Optional<SocketRow> row() {
        begin();
        try {
            Endpoint local = endpoint(LOCAL);
            Endpoint remote = endpoint(REMOTE);
            int state = (int) value(STATE, 16);
            go(QUEUES);
            long unread = checked(number(find((byte) ':') + 1, 16));
            long inode = value(INODE, 10);
            long ato = go(ATO) ? checked(number(at, 10)) : 0; // a connection that has ended has none
            return Optional.of(new SocketRow(local, remote, state, inode, unread, ato));
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    private long value(int wanted, int radix) {
        return checked(go(wanted) ? number(at, radix) : -1);
    }

    private static long checked(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("no number");
        }
        return number;
    }

    /** Goes on to a column. */
    private boolean go(int wanted) {
        while (column < wanted && at < end) {
            while (at < end && bytes[at] != ' ') {
                at++;
            }
            skipBlanks();
            column++;
        }
        return column == wanted && at < end;
    }

    private void skipBlanks() {
        while (at < end && bytes[at] == ' ') {
            at++;
        }
    }

    /** Where {@code wanted} stands in this column; -1 where it does not. */
    private int find(byte wanted) {
        for (int i = at; i < end && bytes[i] != ' '; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** The number that begins at {@code from}; -1 where none does. */
    private long number(int from, int radix) {
        long number = 0;
        int i = from;
        for (; i < end && i < from + 18 && Character.digit(bytes[i], radix) >= 0; i++) {
            number = number * radix + Character.digit(bytes[i], radix);
        }
        return i == from ? -1 : number;
    }

    /** The address is printed in groups of four bytes, each in the byte order of the machine. */
    private Endpoint endpoint(int wanted) throws UnknownHostException {
        int colon = go(wanted) ? find((byte) ':') : -1;
        if (colon - at != 8 && colon - at != 32) {
            throw new IllegalArgumentException("no address");
        }
        var address = new byte[(colon - at) / 2];
        for (int i = 0; i < address.length; i++) {
            address[REVERSED ? (i & ~3) + 3 - (i & 3) : i] = octet(at + 2 * i);
        }
        // InetAddress itself makes an IPv4 address of one that is mapped into IPv6
        return new Endpoint(InetAddress.getByAddress(address), (int) checked(number(colon + 1, 16)));
    }

    private byte octet(int from) {
        int high = Character.digit(bytes[from], 16);
        return (byte) checked(high < 0 ? -1 : (high << 4) + Character.digit(bytes[from + 1], 16));
    }
}
