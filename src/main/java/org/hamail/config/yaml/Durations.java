package org.hamail.config.yaml;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as they are written: {@code 0s 30s 5m 1h 1d}. */
public final class Durations {
    private static final Pattern GRAMMAR = Pattern.compile("(0|[1-9][0-9]{0,7})([smhd])");
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Durations() {}

    /** Zero is allowed. */
    public static Optional<Duration> read(Value value) {
        Optional<String> text = value.word();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = GRAMMAR.matcher(text.get());
        if (!matcher.matches()) {
            value.problem("'" + Problems.shown(text.get()) + "' is not a time such as 0s, 30s, 5m, 1h or 1d");
            return Optional.empty();
        }
        Duration duration = Duration.ofSeconds(Long.parseLong(matcher.group(1)) * seconds(matcher.group(2)));
        if (duration.compareTo(LONGEST) > 0) {
            value.problem(text.get() + " is more than 3650d");
            return Optional.empty();
        }
        return Optional.of(duration);
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

    private static long seconds(String unit) {
        return switch (unit) {
            case "d" -> 86_400;
            case "h" -> 3_600;
            case "m" -> 60;
            default -> 1;
        };
    }
}
