package org.hamail.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.List;
import org.hamail.net.NetworkException.Kind;
import org.hamail.time.Deadline;

/** What the platform's socket exceptions mean. Their texts follow the locale, so the types count first. */
final class SocketErrors {
    /** EACCES and EPERM of a firewall, EADDRNOTAVAIL, EMFILE, ENFILE, ENOBUFS, ENOMEM: this machine is at fault. */
    private static final List<String> OF_THIS_MACHINE = List.of(
            "Permission denied",
            "Operation not permitted",
            "Cannot assign requested address",
            "Address already in use",
            "Too many open files",
            "No buffer space available",
            "Cannot allocate memory",
            "Out of memory");
    /** ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, ENONET: there is no way. */
    private static final List<String> NO_WAY =
            List.of("route", "unreachable", "Network is down", "Host is down", "not on the network");

    private SocketErrors() {}

    /** A connect that failed; the kernel's own giving up after some two minutes is TIMEOUT, too. */
    static NetworkException whileConnecting(IOException e, Deadline deadline) {
        return deadline.passed() || says(e, "timed out") ? NetworkException.timeout() : atOnce(e);
    }

    /** A connect that failed in time. */
    static NetworkException atOnce(IOException e) {
        if (e instanceof BindException || isOfThisMachine(e)) {
            return new NetworkException(Kind.LOCAL, "this machine cannot connect: " + e.getMessage(), e);
        }
        if (e instanceof NoRouteToHostException) {
            return new NetworkException(Kind.UNREACHABLE, "no route to the host", e);
        }
        if (e instanceof ConnectException) {
            return new NetworkException(Kind.REFUSED, "connection refused", e);
        }
        if (isReset(e)) {
            return reset();
        }
        // a blackhole in the routing table is EINVAL
        return new NetworkException(Kind.UNREACHABLE, "no route from this machine: " + e.getMessage(), e);
    }

    /** A read that failed. */
    static NetworkException whileTalking(IOException e, Deadline deadline) {
        if (e instanceof NetworkException fault) {
            return fault;
        }
        if (deadline.passed()) { // the watchdog closed the socket
            return NetworkException.timeout();
        }
        if (e instanceof NoRouteToHostException || says(e, NO_WAY) || says(e, "timed out")) {
            return new NetworkException(Kind.UNREACHABLE, "the connection was lost: " + e.getMessage(), e);
        }
        if (isOfThisMachine(e)) {
            return new NetworkException(Kind.LOCAL, "this machine cannot go on: " + e.getMessage(), e);
        }
        return reset();
    }

    static NetworkException reset() {
        return new NetworkException(Kind.RESET, "the connection was reset");
    }

    static boolean isReset(IOException e) {
        return says(e, "reset");
    }

    static boolean isOfThisMachine(IOException e) {
        return says(e, OF_THIS_MACHINE);
    }

    private static boolean says(IOException e, List<String> any) {
        for (String words : any) { // no stream: the first lambda of a JVM takes milliseconds, which a check has not
            if (says(e, words)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(IOException e, String words) {
        String message = e.getMessage();
        return message != null && message.contains(words);
    }
}
