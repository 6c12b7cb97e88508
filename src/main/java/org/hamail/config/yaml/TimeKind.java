package org.hamail.config.yaml;

import java.time.Duration;
import java.util.Optional;
import org.hamail.model.TimeSpan;

/** A span of time; of limits above zero. */
final class TimeKind extends ValueKind<Duration> {
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final boolean isLimit;

    TimeKind(boolean isLimit) {
        super("time");
        this.isLimit = isLimit;
    }

    @Override
    public Optional<Duration> read(Value value) {
        Optional<String> text = value.word();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> time = TimeSpan.parse(text.get());
        if (time.isEmpty()) {
            value.problem("'" + Problems.shown(text.get()) + "' is not a time such as 0s, 30s, 5m, 1h or 1d");
        } else if (time.get().compareTo(LONGEST) > 0) {
            value.problem(text.get() + " is more than " + TimeSpan.words(LONGEST));
            return Optional.empty();
        } else if (isLimit && time.get().isZero()) {
            value.problem("must be more than 0s");
            return Optional.empty();
        }
        return time;
    }

    @Override
    public String written(Duration value) {
        return TimeSpan.words(value);
    }
}
