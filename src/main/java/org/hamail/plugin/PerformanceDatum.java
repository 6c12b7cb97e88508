package org.hamail.plugin;

import java.util.List;
import java.util.Optional;

/**
 * One figure: {@code label=value[unit];[warn];[crit];[min];[max]}, always with a decimal point.
 *
 * <p>Source: Monitoring Plugins Development Guidelines, "Performance data".
 */
public record PerformanceDatum(
        String label,
        Decimal value,
        String unit,
        Optional<Range> warn,
        Optional<Range> crit,
        Optional<Decimal> min,
        Optional<Decimal> max) {
    private static final List<String> UNITS = List.of("", "s", "%", "B", "c");

    public PerformanceDatum {
        if (!isPlain(label) || !UNITS.contains(unit)) {
            throw new IllegalArgumentException("not a label or unit of performance data: " + label + " " + unit);
        }
    }

    private static boolean isPlain(String label) {
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return !label.isEmpty();
    }

    /** A plain figure without thresholds, not below 0. */
    public static PerformanceDatum of(String label, Decimal value, String unit) {
        return new PerformanceDatum(
                label, value, unit, Optional.empty(), Optional.empty(), Optional.of(Decimal.ZERO), Optional.empty());
    }

    /** The figure in the grammar of the guidelines, without superfluous semicolons. */
    @Override
    public String toString() {
        String text = label + "=" + value + unit + ";" + text(warn) + ";" + text(crit) + ";" + number(min) + ";"
                + number(max);
        int end = text.length();
        while (text.charAt(end - 1) == ';') {
            end--;
        }
        return text.substring(0, end);
    }

    private static String text(Optional<Range> range) {
        return range.isEmpty() ? "" : range.get().toString();
    }

    private static String number(Optional<Decimal> bound) {
        return bound.isEmpty() ? "" : bound.get().toString();
    }
}
