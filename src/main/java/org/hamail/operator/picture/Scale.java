package org.hamail.operator.picture;

import java.util.Locale;

/** The time that a picture shows, in milliseconds since 1970, as shares of its width. */
record Scale(long from, long to) {
    /** Where {@code at} is, as an attribute; what is outside is at the edge. */
    String place(long at) {
        return percent(share(at));
    }

    String width(long begin, long end) {
        return percent(Math.max(0, share(end) - share(begin)));
    }

    private double share(long at) {
        return Math.min(1, Math.max(0, (double) (at - from) / Math.max(1, to - from)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4f%%", share * 100);
    }
}
