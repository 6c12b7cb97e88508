package org.hamail.process;

import java.util.Optional;
import java.util.OptionalInt;
import org.hamail.plugin.Range;

/**
 * How many processes a daemon must and may have.
 *
 * @param min fewer are {@code absent}; 0 when none at all is fine
 * @param max more are {@code too-many}, a warning
 * @param warn alerts on the count, as asked for on the command line
 * @param crit the same
 */
public record CountLimits(int min, OptionalInt max, Optional<Range> warn, Optional<Range> crit) {
    public CountLimits {
        if (min < 0 || (max.isPresent() && max.getAsInt() < min)) {
            throw new IllegalArgumentException("at least " + min + " and at most " + max + " processes");
        }
    }

    /** At least one. */
    public static CountLimits oneOrMore() {
        return new CountLimits(1, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /** The critical range that is in force, for performance data. */
    Range critical() {
        return crit.orElseGet(() -> Range.parse(min + ":"));
    }

    /** The warning range that is in force. */
    Optional<Range> warning() {
        return warn.isEmpty() && max.isPresent() ? Optional.of(Range.parse("0:" + max.getAsInt())) : warn;
    }
}
