package org.hamail.submit;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whether anybody still wants the exchange; the end of the cancellation closes what the exchange holds. */
final class Cancellation {
    private boolean ended;
    private @Nullable Closeable held;

    synchronized void holds(Closeable connection) throws IOException {
        held = connection;
        check();
    }

    /** To be called directly before something is sent. */
    synchronized void check() throws IOException {
        if (ended) {
            throw new IOException("too late");
        }
    }

    synchronized void end() {
        ended = true;
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException e) {
            // nothing is lost with a connection that is being given up
        }
    }
}
