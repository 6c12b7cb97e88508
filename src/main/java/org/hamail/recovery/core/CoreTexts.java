package org.hamail.recovery.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hamail.recovery.core.MonitoringCore.CannotRead;

/** Numbers and times as a core writes them. */
final class CoreTexts {
    /** By how much the clock of the core may be ahead. */
    static final Duration AHEAD = Duration.ofMinutes(1);

    private static final long LATEST_SECOND = 253_402_300_799L; // of the year 9999

    private CoreTexts() {}

    /** A number that is not negative; empty for anything else. */
    static Optional<Integer> number(String text) {
        return seconds(text).filter(value -> value <= Integer.MAX_VALUE).map(Long::intValue);
    }

    /** Seconds since 1970; empty for anything else. */
    static Optional<Instant> time(String text) {
        return seconds(text).map(Instant::ofEpochSecond);
    }

    /** The number that must be there. */
    static int need(String text, String name) throws CannotRead {
        return number(text).orElseThrow(() -> new CannotRead(name + " is missing or no number"));
    }

    /** The time that must be there and must not be in the future. */
    static Instant past(Optional<Instant> time, String name, Instant now) throws CannotRead {
        Instant known = time.orElseThrow(() -> new CannotRead(name + " is missing or no time"));
        if (known.isAfter(now.plus(AHEAD))) {
            throw new CannotRead(
                    name + " is in the future, " + known + ": the clock of the core or of this machine is wrong");
        }
        return known;
    }

    private static Optional<Long> seconds(String text) {
        if (text.isEmpty() || text.length() > 12) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Optional.empty();
            }
            value = value * 10 + digit;
        }
        return value <= LATEST_SECOND ? Optional.of(value) : Optional.empty();
    }
}
