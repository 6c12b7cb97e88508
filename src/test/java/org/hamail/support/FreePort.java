package org.hamail.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports that nobody uses. */
public final class FreePort {
    private FreePort() {}

    /** A free TCP port below the range that the kernel takes for outgoing connections, so that none of those gets it. */
    public static int on(String address) {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            if (isFree(address, port)) {
                return port;
            }
        }
        throw new AssertionError("no free port on " + address);
    }

    private static boolean isFree(String address, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
