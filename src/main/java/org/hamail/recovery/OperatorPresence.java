package org.hamail.recovery;

import java.io.IOException;
import java.time.Duration;
import org.hamail.io.LockHolder;

/** Whether an operator's verb is about to act for a logical host, or acts: a worker that only waits for a gate lets it act first. */
final class OperatorPresence {
    /** An operator's verb waits for a few seconds at least. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Site site;

    OperatorPresence(Site site) {
        this.site = site;
    }

    /** Waits for {@code time}, or until an operator comes; whether none came. */
    boolean isNobodyWithin(Duration time) {
        Duration left = time;
        while (!isThere()) {
            if (left.isNegative() || left.isZero()) {
                return true;
            }
            Duration slice = left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS;
            site.pause().sleep(slice);
            left = left.minus(slice);
        }
        return false;
    }

    /** Waits until no operator is there. */
    void awaitEnd() {
        while (isThere()) {
            site.pause().sleep(BETWEEN_LOOKS);
        }
    }

    private boolean isThere() {
        try {
            return LockHolder.isHeld(site.operatorLock());
        } catch (IOException e) {
            return false; // what is to be done is done all the same
        }
    }
}
