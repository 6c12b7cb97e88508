package org.hamail.model;

import java.time.Duration;
import java.util.Optional;

/** Spans of time as they are written: {@code 0s 30s 5m 1h 1d}. */
public final class TimeSpan {
    private static final int MOST_DIGITS = 9;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private TimeSpan() {}

    /** The time that {@code text} says: digits and one of {@code s m h d}; empty where it is not written so. */
    public static Optional<Duration> parse(String text) {
        int digits = text.length() - 1;
        if (digits < 1 || digits > MOST_DIGITS || (digits > 1 && text.charAt(0) == '0')) {
            return Optional.empty();
        }
        for (int i = 0; i < digits; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return Optional.empty();
            }
        }
        long unit =
                switch (text.charAt(digits)) {
                    case 's' -> 1;
                    case 'm' -> MINUTE;
                    case 'h' -> HOUR;
                    case 'd' -> DAY;
                    default -> 0;
                };
        return unit == 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Long.parseLong(text.substring(0, digits)) * unit));
    }

    /** {@code span} in the largest unit that it is a multiple of; fractions of a second are left out. */
    public static String words(Duration span) {
        long seconds = span.toSeconds();
        if (seconds != 0 && seconds % DAY == 0) {
            return seconds / DAY + "d";
        }
        if (seconds != 0 && seconds % HOUR == 0) {
            return seconds / HOUR + "h";
        }
        return seconds != 0 && seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
    }
}
