package org.hamail.plugin;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One figure: {@code label=value[unit];[warn];[crit];[min];[max]}, always with a decimal point.
 *
 * <p>Source: Monitoring Plugins Development Guidelines, "Performance data".
 */
public record PerformanceDatum(
        String label,
        BigDecimal value,
        String unit,
        Optional<Range> warn,
        Optional<Range> crit,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern UNIT = Pattern.compile("s|%|B|c|");

    public PerformanceDatum {
        if (!PLAIN.matcher(label).matches() || !UNIT.matcher(unit).matches()) {
            throw new IllegalArgumentException("not a label or unit of performance data: " + label + " " + unit);
        }
    }

    /** A plain figure without thresholds, not below 0. */
    public static PerformanceDatum of(String label, BigDecimal value, String unit) {
        return new PerformanceDatum(
                label, value, unit, Optional.empty(), Optional.empty(), Optional.of(BigDecimal.ZERO), Optional.empty());
    }

    /** The figure in the grammar of the guidelines, without superfluous semicolons. */
    @Override
    public String toString() {
        String text = label + "=" + value.toPlainString() + unit + ";" + text(warn) + ";" + text(crit) + ";"
                + min.map(BigDecimal::toPlainString).orElse("") + ";"
                + max.map(BigDecimal::toPlainString).orElse("");
        return text.replaceFirst(";+$", "");
    }

    private static String text(Optional<Range> range) {
        return range.map(Range::toString).orElse("");
    }
}
