package org.hamail.time;

import java.time.Duration;

/** Waiting as an argument. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration time);

    /** Really waits. */
    static Sleeper real() {
        return time -> {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
