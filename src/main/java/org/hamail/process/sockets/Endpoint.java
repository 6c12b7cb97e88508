package org.hamail.process.sockets;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** One end of a connection. An IPv4 address mapped into IPv6 is the IPv4 address. */
record Endpoint(InetAddress address, int port) {
    static Endpoint of(InetSocketAddress socket) {
        return new Endpoint(socket.getAddress(), socket.getPort());
    }
}
