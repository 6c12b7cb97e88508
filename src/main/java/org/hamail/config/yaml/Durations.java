package org.hamail.config.yaml;

import java.time.Duration;
import java.util.Optional;
import org.hamail.model.TimeSpan;

/** Spans of time as they are written: {@code 0s 30s 5m 1h 1d}. */
public final class Durations {
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Durations() {}

    /** Zero is allowed. */
    public static Optional<Duration> read(Value value) {
        Optional<String> text = value.word();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> duration = TimeSpan.parse(text.get());
        if (duration.isEmpty()) {
            value.problem("'" + Problems.shown(text.get()) + "' is not a time such as 0s, 30s, 5m, 1h or 1d");
            return Optional.empty();
        }
        if (duration.get().compareTo(LONGEST) > 0) {
            value.problem(text.get() + " is more than 3650d");
            return Optional.empty();
        }
        return duration;
    }

    /** For time limits: zero would leave no time at all. */
    public static Optional<Duration> readPositive(Value value) {
        Optional<Duration> duration = read(value);
        if (duration.isPresent() && duration.get().isZero()) {
            value.problem("must be more than 0s");
            return Optional.empty();
        }
        return duration;
    }
}
