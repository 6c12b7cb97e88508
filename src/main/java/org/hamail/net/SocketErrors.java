package org.hamail.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import org.hamail.net.NetFault.Kind;
import org.hamail.time.Deadline;

/** What the platform's socket exceptions mean. Their texts follow the locale, so the types count first. */
final class SocketErrors {
    private SocketErrors() {}

    /** A connect that failed; the kernel's own giving up after some two minutes is TIMEOUT, too. */
    static NetFault whileConnecting(IOException e, Deadline deadline) {
        if (deadline.passed() || says(e, "timed out")) {
            return NetFault.timeout();
        }
        if (e instanceof BindException) {
            return new NetFault(Kind.LOCAL, "cannot connect from here: " + e.getMessage(), e);
        }
        if (e instanceof NoRouteToHostException) {
            return new NetFault(Kind.UNREACHABLE, "no route to the host", e);
        }
        if (e instanceof ConnectException) {
            return new NetFault(Kind.REFUSED, "connection refused", e);
        }
        if (isReset(e)) {
            return reset();
        }
        return new NetFault(Kind.UNREACHABLE, "cannot be reached: " + e.getMessage(), e);
    }

    /** A read that failed. */
    static NetFault whileTalking(IOException e, Deadline deadline) {
        if (e instanceof NetFault fault) {
            return fault;
        }
        if (deadline.passed()) { // the watchdog closed the socket
            return NetFault.timeout();
        }
        if (e instanceof NoRouteToHostException || says(e, "route") || says(e, "unreachable") || says(e, "timed out")) {
            return new NetFault(Kind.UNREACHABLE, "the connection was lost: " + e.getMessage(), e);
        }
        return reset();
    }

    static NetFault reset() {
        return new NetFault(Kind.RESET, "the connection was reset");
    }

    static boolean isReset(IOException e) {
        return says(e, "reset");
    }

    private static boolean says(IOException e, String words) {
        String message = e.getMessage();
        return message != null && message.contains(words);
    }
}
