package org.hamail.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.hamail.net.NetworkException.Kind;
import org.hamail.time.Deadline;
import org.jspecify.annotations.Nullable;

/** Connects to one address until the deadline; the kernel's own giving up after some two minutes is TIMEOUT, too. */
final class BlockingCall {
    /** A refusal takes one round trip; after this long it was the kernel that gave up, in another language. */
    private static final long KERNEL_GIVES_UP = TimeUnit.SECONDS.toNanos(60);

    private final InetAddress address;
    private final int port;
    private final Deadline deadline;
    private volatile @Nullable Socket begun;

    BlockingCall(InetAddress address, int port, Deadline deadline) {
        this.address = address;
        this.port = port;
        this.deadline = deadline;
    }

    InetAddress address() {
        return address;
    }

    /** A connected socket. */
    Socket connect() throws NetworkException {
        if (deadline.passed()) {
            throw NetworkException.timeout();
        }
        Socket socket = create();
        begun = socket;
        DeadlineMonitor.Turn turn = DeadlineMonitor.shared().watch(deadline, socket);
        long start = System.nanoTime();
        try {
            socket.connect(new InetSocketAddress(address, port));
        } catch (IOException e) {
            close(socket);
            NetworkException fault = SocketErrors.whileConnecting(e, deadline);
            boolean gaveUp = fault.kind() == Kind.REFUSED && System.nanoTime() - start > KERNEL_GIVES_UP;
            throw gaveUp ? NetworkException.timeout() : fault;
        } finally {
            DeadlineMonitor.shared().end(turn);
        }
        if (deadline.passed()) { // by now it may be closed
            close(socket);
            throw NetworkException.timeout();
        }
        return socket;
    }

    /** Ends it from another thread. */
    void giveUp() {
        Socket socket = begun;
        if (socket != null) {
            close(socket);
        }
    }

    private static Socket create() throws NetworkException {
        var socket = new Socket(Proxy.NO_PROXY); // whatever the platform is set to, a probe goes straight to its target
        try {
            socket.setTcpNoDelay(true); // also makes the descriptor, so that a lack of them shows here
            return socket;
        } catch (IOException e) {
            close(socket);
            throw new NetworkException(Kind.LOCAL, "this machine cannot create a socket: " + e.getMessage(), e);
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it was never used
        }
    }
}
