package org.hamail.submit;

import java.time.Duration;

/** How long to wait before the next attempt: doubled with each failure, from {@code first} to {@code longest}. */
public record RetryDelay(Duration first, Duration longest) {
    /** After {@code failures} in a row, at least 1. */
    Duration after(int failures) {
        int doublings = Math.min(failures - 1, 30);
        Duration wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
