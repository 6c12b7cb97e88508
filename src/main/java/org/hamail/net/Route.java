package org.hamail.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Whether this machine still has a way to an address: where it was lost meanwhile, a server only looks silent. */
public final class Route {
    private static final int ANY_PORT = 9;

    private Route() {}

    /** {@code fault}, or UNREACHABLE where it is a TIMEOUT and none of the {@code addresses} can be reached any more. */
    public static NetworkException judged(NetworkException fault, List<InetAddress> addresses) {
        if (fault.kind() != NetworkException.Kind.TIMEOUT) {
            return fault;
        }
        for (InetAddress address : addresses) {
            if (leadsTo(address)) {
                return fault;
            }
        }
        return new NetworkException(
                NetworkException.Kind.UNREACHABLE, "this machine has no route to it any more", fault);
    }

    /** Asks the kernel, and nobody else: connecting a datagram socket sends nothing. */
    private static boolean leadsTo(InetAddress address) {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(address, ANY_PORT));
            return true;
        } catch (IOException e) {
            return SocketErrors.atOnce(e).kind() != NetworkException.Kind.UNREACHABLE;
        } catch (UncheckedIOException e) {
            return true; // not told: it counts as there
        }
    }
}
