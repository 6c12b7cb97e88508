package org.hamail.recovery.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How the action of an intent ended.
 *
 * @param detail what the engine said
 * @param seconds how long it took; 0 where it was not begun
 */
public record Outcome(String id, Result result, String detail, BigDecimal seconds) implements Event {
    private static final String NOTHING_TRIED = ", nothing was tried";

    /** An action that was begun took time: no output of a command can make it look like one that was not. */
    private static final BigDecimal SHORTEST = new BigDecimal("0.01");

    /** At the beginning of what was found out later, by another than whoever began the action. */
    public static final String FOUND_LATER = "its worker ended before it did";

    /** Before the node, at the end of what is told of an action that was done and left the service on another node than intended. */
    public static final String MOVED = "; moved by the cluster to ";

    /** Of an action that was begun and took {@code time}. */
    public static Outcome of(String id, Result result, String detail, Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toMillis(), 3).setScale(2, RoundingMode.HALF_UP);
        return new Outcome(id, result, detail, seconds.max(SHORTEST));
    }

    /** Of an intent that was given up, for {@code reason}, before its action began. */
    public static Outcome notTried(String id, String reason) {
        return new Outcome(id, Result.FAILED, reason + NOTHING_TRIED, BigDecimal.ZERO);
    }

    /** Whether it is certain that the service is on the node on which the action was to leave it. */
    public boolean isWhereIntended() {
        return result == Result.DONE && !detail.contains(MOVED);
    }

    /** Whether the action was begun at all; if not, nothing has happened, and nothing has failed to help. */
    public boolean wasTried() {
        return result != Result.FAILED || seconds.signum() != 0 || !detail.endsWith(NOTHING_TRIED);
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
