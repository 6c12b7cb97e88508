package org.hamail.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.hamail.io.LockHolder;

/** Whether a worker, or an operator's verb, acts for a logical host; looking takes no lock. */
public final class WorkerPresence {
    /** A handler that only asks whether a worker is there holds the lock for a moment. */
    private static final int LOOKS = 3;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private WorkerPresence() {}

    public static boolean isThere(Site site) throws IOException {
        for (int i = 1; LockHolder.isHeld(site.workerLock()); i++) {
            if (i == LOOKS) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return false;
    }
}
