package org.hamail.recovery.event;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How the action of an intent ended.
 *
 * @param detail what the engine said
 * @param seconds how long it took
 */
public record Outcome(String id, Result result, String detail, BigDecimal seconds) implements Event {
    /** At the end of the detail of an intent that was given up before its action began. */
    public static final String NOTHING_TRIED = ", nothing was tried";

    /** At the beginning of what was found out later, by another than whoever began the action. */
    public static final String FOUND_LATER = "its worker ended before it did";

    /** Whether the action was begun at all; if not, nothing has happened, and nothing has failed to help. */
    public boolean wasTried() {
        return result != Result.FAILED || !detail.endsWith(NOTHING_TRIED);
    }

    /** Three values: a failure that is not certain must not be treated like one that is. */
    public enum Result {
        DONE,
        FAILED,
        INDETERMINATE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Result> of(String word) {
            return Arrays.stream(values())
                    .filter(result -> result.word().equals(word))
                    .findFirst();
        }
    }
}
