package org.hamail.net;

import org.jspecify.annotations.Nullable;

/** Of several failed calls, that which tells most of the server; of equal ones the last. */
final class MostTellingFault {
    private @Nullable NetworkException fault;

    void add(NetworkException why) {
        if (fault == null || rank(why) >= rank(fault)) {
            fault = why;
        }
    }

    /** A time limit that has passed where no call has failed. */
    NetworkException orTimeout() {
        return fault == null ? NetworkException.timeout() : fault;
    }

    /** The server's own answer tells more than what this machine has to say: many have no way to IPv6 addresses. */
    private static int rank(NetworkException fault) {
        return switch (fault.kind()) {
            case LOCAL -> 0;
            case UNREACHABLE -> 1;
            default -> 2;
        };
    }
}
