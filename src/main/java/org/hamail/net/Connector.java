package org.hamail.net;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.hamail.net.Connection.SilentAddresses;
import org.hamail.net.NetworkException.Kind;
import org.hamail.time.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the first of several addresses that takes the call, within one deadline. The next address is called as soon
 * as one has failed, and after five seconds of silence, while the silent one still has its chance (RFC 8305 section 5).
 */
final class Connector {
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Queue<BlockingCall> waiting = new ArrayDeque<>();
    private final Set<BlockingCall> underWay = new LinkedHashSet<>();
    private final Deadline deadline;
    private final SilentAddresses silent;
    private final MostTellingFault fault = new MostTellingFault();
    private boolean over;
    private @Nullable Socket taken;

    Connector(List<InetAddress> addresses, int port, Deadline deadline, SilentAddresses silent) {
        this.deadline = deadline;
        this.silent = silent;
        for (InetAddress address : addresses) {
            waiting.add(new BlockingCall(address, port, deadline));
        }
    }

    /**
     * A connected socket.
     *
     * @throws NetworkException TIMEOUT as long as one address has not answered at all: such a one is called until the deadline; else
     *     what tells most of the server
     */
    synchronized Socket call() throws NetworkException {
        try {
            while (true) {
                BlockingCall begun = waiting.poll();
                if (begun != null) {
                    begin(begun);
                }
                boolean changed = awaitChange(waiting.isEmpty() ? deadline : attemptEnd());
                if (taken != null) {
                    return taken;
                }
                if (deadline.passed()) {
                    underWay.forEach(call -> silent.add(call.address()));
                    throw NetworkException.timeout();
                }
                if (!changed && begun != null) {
                    silent.add(begun.address());
                }
                if (underWay.isEmpty() && waiting.isEmpty()) {
                    throw fault.orTimeout();
                }
            }
        } finally {
            over = true;
            underWay.forEach(BlockingCall::giveUp);
        }
    }

    private Deadline attemptEnd() {
        Duration left = Duration.ofNanos(Math.max(0, deadline.remainingNanos()));
        return Deadline.after(left.compareTo(SILENCE) < 0 ? left : SILENCE, deadline.ticker());
    }

    /** Whether a call ended before {@code limit}. */
    private boolean awaitChange(Deadline limit) throws NetworkException {
        int before = underWay.size();
        while (underWay.size() == before) {
            if (limit.passed()) {
                return false;
            }
            try {
                wait(limit.remainingMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NetworkException(Kind.LOCAL, "interrupted", e);
            }
        }
        return true;
    }

    private void begin(BlockingCall call) throws NetworkException {
        var thread = new Thread(new Attempt(call), "call " + call.address().getHostAddress());
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            throw NetworkException.noMemory(e);
        }
        underWay.add(call);
    }

    private synchronized void took(BlockingCall call, Socket socket) {
        underWay.remove(call);
        if (over || taken != null) {
            BlockingCall.close(socket);
        } else {
            taken = socket;
        }
        notifyAll();
    }

    private synchronized void failed(BlockingCall call, NetworkException why) {
        underWay.remove(call);
        if (why.kind() == Kind.TIMEOUT
                && !over) { // a call can find the deadline passed before the one who waits for it does
            silent.add(call.address());
        }
        if (why.kind() == Kind.TIMEOUT && !deadline.passed()) { // the kernel gave up, we do not
            waiting.add(call);
        } else {
            fault.add(why);
        }
        notifyAll();
    }

    /** A call on a thread of its own. */
    private final class Attempt implements Runnable {
        private final BlockingCall call;

        Attempt(BlockingCall call) {
            this.call = call;
        }

        @Override
        public void run() {
            try {
                took(call, call.connect());
            } catch (NetworkException why) {
                failed(call, why);
            } catch (OutOfMemoryError e) {
                failed(call, NetworkException.noMemory(e));
            }
        }
    }
}
