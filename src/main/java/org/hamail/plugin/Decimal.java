package org.hamail.plugin;

import java.time.Duration;

/**
 * An exact decimal, as it is written. Not {@link java.math.BigDecimal}: from Java 23 on, its first use in a JVM takes
 * twenty milliseconds, which a check has not.
 *
 * @param whole the digits before the point, without leading zeros but for a single one
 * @param fraction the digits behind it, perhaps none
 */
public record Decimal(boolean negative, String whole, String fraction) implements Comparable<Decimal> {
    public static final Decimal ZERO = of(0);

    private static final int NANO_DIGITS = 9;
    private static final String ZEROS = "000000000";

    public Decimal {
        if (!isDigits(whole) || !isDigits("0" + fraction) || (whole.startsWith("0") && whole.length() > 1)) {
            throw new IllegalArgumentException("not digits: " + whole + " and " + fraction);
        }
        negative = negative && !(isZero(whole) && isZero(fraction));
    }

    public static Decimal of(long value) {
        String text = Long.toString(value);
        return new Decimal(value < 0, value < 0 ? text.substring(1) : text, "");
    }

    /**
     * The number that {@code text} writes: digits with a point or without, at most one sign before them.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Decimal parse(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = text.substring(signed ? 1 : 0);
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        String fraction = point < 0 ? "" : digits.substring(point + 1);
        if (whole.isEmpty() && fraction.isEmpty()) {
            throw new IllegalArgumentException("no digits");
        }
        return new Decimal(text.startsWith("-"), withoutLeadingZeros(whole), fraction);
    }

    private static String withoutLeadingZeros(String whole) {
        int leading = 0;
        while (leading < whole.length() - 1 && whole.charAt(leading) == '0') {
            leading++;
        }
        return whole.isEmpty() ? "0" : whole.substring(leading);
    }

    /** Seconds with {@code digits} digits behind the point, at most nine, rounded to the nearest; not for negative ones. */
    public static Decimal seconds(Duration duration, int digits) {
        long unit = 1;
        for (int i = digits; i < NANO_DIGITS; i++) {
            unit *= 10;
        }
        Duration rounded = duration.plusNanos(unit / 2);
        String nanos = Integer.toString(rounded.getNano());
        String fraction = ZEROS.substring(nanos.length()) + nanos;
        return new Decimal(false, Long.toString(rounded.getSeconds()), fraction.substring(0, digits));
    }

    /** Seconds to the microsecond, as short as they can be written. */
    public static Decimal seconds(Duration duration) {
        return seconds(duration, 6).shortest();
    }

    /** The same number without superfluous zeros at its end. */
    public Decimal shortest() {
        int end = fraction.length();
        while (end > 0 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        return new Decimal(negative, whole, fraction.substring(0, end));
    }

    /** As a number of seconds; what lies beyond the longest and the finest that can be told is cut. */
    public Duration asSeconds() {
        String nanos = (fraction + ZEROS).substring(0, NANO_DIGITS);
        boolean beyond = whole.length() > Long.toString(Long.MAX_VALUE).length() - 1;
        Duration size = Duration.ofSeconds(beyond ? Long.MAX_VALUE : Long.parseLong(whole), Integer.parseInt(nanos));
        return negative ? size.negated() : size;
    }

    /** -1, 0 or 1. */
    public int signum() {
        return negative ? -1 : isZero(whole) && isZero(fraction) ? 0 : 1;
    }

    @Override
    public int compareTo(Decimal other) {
        if (negative != other.negative) {
            return negative ? -1 : 1;
        }
        return negative ? other.compareSize(this) : compareSize(other);
    }

    private int compareSize(Decimal other) {
        if (whole.length() != other.whole.length()) {
            return Integer.compare(whole.length(), other.whole.length());
        }
        int order = whole.compareTo(other.whole);
        return order == 0 ? shortest().fraction.compareTo(other.shortest().fraction) : order;
    }

    /** In plain digits, always with a point where there is a fraction. */
    @Override
    public String toString() {
        return (negative ? "-" : "") + whole + (fraction.isEmpty() ? "" : "." + fraction);
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isZero(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
