package org.hamail.mail;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations as decimal seconds, to the microsecond. */
final class Seconds {
    private static final int DIGITS = 6;

    private Seconds() {}

    /** As short as it can be written. */
    static BigDecimal of(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toNanos(), 9).setScale(DIGITS, RoundingMode.HALF_UP);
        BigDecimal shortest = seconds.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    /** For people: to the millisecond. */
    static String rounded(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9)
                .setScale(3, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
