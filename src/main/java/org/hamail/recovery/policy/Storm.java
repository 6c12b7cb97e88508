package org.hamail.recovery.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * How many other logical hosts of this machine were acted on lately.
 *
 * @param others with a real intent within the storm interval
 * @param opensAt when the oldest of them leaves the interval; empty when there is none
 */
public record Storm(int others, Optional<Instant> opensAt) {
    public static Storm calm() {
        return new Storm(0, Optional.empty());
    }
}
