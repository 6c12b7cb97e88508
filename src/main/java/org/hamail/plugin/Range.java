package org.hamail.plugin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A threshold {@code [@]start:end} over exact decimals: it alerts outside {@code start..end}, both ends included, or with
 * {@code @} inside. An empty {@code start} is 0, {@code ~} is minus infinity, an empty {@code end} is infinity.
 *
 * <p>Source: Monitoring Plugins Development Guidelines, "Threshold and Ranges".
 */
public record Range(Optional<Decimal> start, Optional<Decimal> end, boolean inside) {
    private static final String NUMBER = "[+-]?(?:[0-9]{1,30}(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30})";
    private static final Pattern GRAMMAR =
            Pattern.compile("(@)?(?:(~|" + NUMBER + ")?:)?(" + NUMBER + ")?", Pattern.DOTALL);

    public Range {
        if (start.isPresent() && end.isPresent() && start.get().compareTo(end.get()) > 0) {
            throw new IllegalArgumentException("the range starts above its end");
        }
    }

    /**
     * The range that {@code text} writes.
     *
     * @throws IllegalArgumentException with a reason for people when it is none
     */
    public static Range parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (text.isEmpty() || !matcher.matches() || (matcher.group(3) == null && !text.contains(":"))) {
            throw new IllegalArgumentException("'" + ServerText.of(text, 60) + "' is not a range [@]start:end");
        }
        String start = matcher.group(2);
        boolean open = "~".equals(start);
        return new Range(
                open ? Optional.empty() : Optional.of(start == null ? Decimal.ZERO : Decimal.parse(start)),
                Optional.ofNullable(matcher.group(3)).map(Decimal::parse),
                matcher.group(1) != null);
    }

    /** Whether {@code value} is to be alerted on. */
    public boolean alerts(Decimal value) {
        boolean within = start.map(low -> value.compareTo(low) >= 0).orElse(true)
                && end.map(high -> value.compareTo(high) <= 0).orElse(true);
        return within == inside;
    }

    /** Whether {@code value} lies above the end: an alert on it means too many, any other one too few. */
    public boolean isExceededBy(Decimal value) {
        return end.map(high -> value.compareTo(high) > 0).orElse(false);
    }

    /** The shortest way to write it, as it stands in performance data. */
    @Override
    public String toString() {
        String low = start.map(value -> value.signum() == 0 && end.isPresent() ? "" : value + ":")
                .orElse("~:");
        return (inside ? "@" : "") + low + end.map(Decimal::toString).orElse("");
    }
}
