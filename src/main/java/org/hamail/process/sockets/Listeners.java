package org.hamail.process.sockets;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The listening sockets of one port, and which of them a connection belongs to: the one for its address, or one for all. */
final class Listeners {
    private static final InetAddress ANY_IPV4 = wildcard(4);
    private static final InetAddress ANY_IPV6 = wildcard(16);

    private final Map<InetAddress, Integer> lastSeen = new HashMap<>();
    private final Map<InetAddress, Integer> lastRoom = new HashMap<>();

    void see(List<SocketRow> rows, int look) {
        for (SocketRow row : rows) {
            if (row.isListening()) {
                InetAddress address = row.local().address();
                lastSeen.put(address, look);
                if (row.unread() == 0) {
                    lastRoom.put(address, look);
                }
            }
        }
    }

    /** The socket that takes connections to {@code address}, of those that were seen in {@code look} or later. */
    Optional<InetAddress> of(InetAddress address, int look) {
        if (isThere(address, look)) {
            return Optional.of(address);
        }
        if (address instanceof Inet4Address && isThere(ANY_IPV4, look)) {
            return Optional.of(ANY_IPV4);
        }
        // a socket for all IPv6 addresses takes IPv4 as well, but where somebody asked for IPv6 only
        boolean six = address instanceof Inet6Address || address instanceof Inet4Address;
        return six && isThere(ANY_IPV6, look) ? Optional.of(ANY_IPV6) : Optional.empty();
    }

    /** Whether the queue of {@code listener} was seen empty in {@code look} or later. How long it may become is not in the table. */
    boolean hadRoom(InetAddress listener, int look) {
        return lastRoom.getOrDefault(listener, 0) >= look;
    }

    private boolean isThere(InetAddress address, int look) {
        return lastSeen.getOrDefault(address, 0) >= look;
    }

    private static InetAddress wildcard(int bytes) {
        try {
            return InetAddress.getByAddress(new byte[bytes]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // only for a wrong length
        }
    }
}
