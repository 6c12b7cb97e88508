package org.hamail.probe;

import java.time.Duration;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Decimal;

/** The observer cannot see the target: UNKNOWN {@code [blind]}, never evidence of a fault. */
public final class CannotObserve extends Exception {
    private static final long serialVersionUID = 1L;

    public CannotObserve(String message) {
        super(message);
    }

    public CannotObserve(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Fails when {@code lost} is not zero: what happened while this machine stood still is no news about the target, where
     * {@code cause} is one that comes from waiting.
     */
    public static void unlessRan(Duration lost, Cause cause) throws CannotObserve {
        boolean waited =
                switch (cause) {
                    case TIMEOUT, RESET, CLOSED, UNDELIVERED -> true;
                    default -> false;
                };
        if (waited && !lost.isZero()) {
            throw new CannotObserve("this machine stood still for " + Decimal.seconds(lost, 1) + " s");
        }
    }
}
