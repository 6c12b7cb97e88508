package org.hamail.directory;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations as decimal seconds. */
final class Seconds {
    private Seconds() {}

    /** To the microsecond, as short as it can be written. */
    static BigDecimal of(Duration duration) {
        BigDecimal shortest = rounded(duration, 6).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    static BigDecimal rounded(Duration duration, int digits) {
        return BigDecimal.valueOf(duration.toNanos(), 9).setScale(digits, RoundingMode.HALF_UP);
    }
}
