package org.hamail.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hamail.net.NetFault.Kind;
import org.hamail.time.Deadline;

/** Connects to the first address that takes the call, within one deadline. */
final class Dial {
    private final List<InetAddress> addresses;
    private final int port;
    private final Deadline deadline;

    Dial(List<InetAddress> addresses, int port, Deadline deadline) {
        this.addresses = addresses;
        this.port = port;
        this.deadline = deadline;
    }

    /**
     * A connected socket. An address that does not answer gets its share of the time, so that the next one has its chance;
     * as long as one of them has not answered at all, they are tried again until the deadline.
     */
    Socket call() throws NetFault {
        while (true) {
            NetFault last = NetFault.timeout();
            boolean silent = false;
            for (int i = 0; i < addresses.size(); i++) {
                try {
                    return call(addresses.get(i), share(addresses.size() - i));
                } catch (NetFault fault) {
                    last = fault;
                    silent |= fault.kind() == Kind.TIMEOUT;
                }
            }
            if (!silent) {
                throw last;
            }
            if (deadline.passed()) {
                throw NetFault.timeout();
            }
        }
    }

    private Deadline share(int left) {
        return left == 1
                ? deadline
                : Deadline.after(Duration.ofMillis(deadline.remainingMillis()).dividedBy(left), deadline.ticker());
    }

    private Socket call(InetAddress address, Deadline share) throws NetFault {
        if (share.passed()) {
            throw NetFault.timeout();
        }
        Socket socket = create();
        Watchdog.Turn turn = Watchdog.shared().watch(share, socket);
        long start = System.nanoTime();
        try {
            socket.connect(new InetSocketAddress(address, port));
        } catch (IOException e) {
            close(socket);
            NetFault fault = SocketErrors.whileConnecting(e, share);
            // a refusal takes one round trip; after this long it was the kernel that gave up, in another language
            boolean gaveUp = fault.kind() == Kind.REFUSED && System.nanoTime() - start > TimeUnit.SECONDS.toNanos(60);
            throw gaveUp ? NetFault.timeout() : fault;
        } finally {
            Watchdog.shared().end(turn);
        }
        if (share.passed()) { // by now it may be closed
            close(socket);
            throw NetFault.timeout();
        }
        return socket;
    }

    private static Socket create() throws NetFault {
        var socket = new Socket(Proxy.NO_PROXY); // whatever the platform is set to, a probe goes straight to its target
        try {
            socket.setTcpNoDelay(true); // also makes the descriptor, so that a lack of them shows here
            return socket;
        } catch (IOException e) {
            close(socket);
            throw new NetFault(Kind.LOCAL, "no socket to be had here: " + e.getMessage(), e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it was never used
        }
    }
}
