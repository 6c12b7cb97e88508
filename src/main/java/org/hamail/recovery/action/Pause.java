package org.hamail.recovery.action;

import java.time.Duration;

/** Waiting as an argument. */
@FunctionalInterface
public interface Pause {
    void sleep(Duration time);

    /** Really waits. */
    static Pause real() {
        return time -> {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
