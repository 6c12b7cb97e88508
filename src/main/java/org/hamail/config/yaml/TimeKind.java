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
        Optional<Duration> time = text.flatMap(TimeSpan::parse);
        if (text.isPresent() && time.isEmpty()) {
            value.problem("'" + Problems.shown(text.get()) + "' is not a time such as 0s, 30s, 5m, 1h or 1d");
        }
        return time.filter(span -> isFit(span, text.orElseThrow(), value));
    }

    private boolean isFit(Duration time, String text, Value value) {
        if (time.compareTo(LONGEST) > 0) {
            value.problem(text + " is more than " + TimeSpan.words(LONGEST));
            return false;
        }
        if (isLimit && time.isZero()) {
            value.problem("must be more than 0s");
            return false;
        }
        return true;
    }

    @Override
    public String written(Duration value) {
        return TimeSpan.words(value);
    }
}
