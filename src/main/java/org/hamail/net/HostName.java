package org.hamail.net;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Locale;

/** The name of a host as machines know it: letters beyond ASCII in the encoding of RFC 5890 and RFC 3492. */
public final class HostName {
    private static final String ENCODED = "xn--";
    private static final int BASE = 36;
    private static final int LOWEST_THRESHOLD = 1;
    private static final int HIGHEST_THRESHOLD = 26;
    private static final int SKEW = 38;
    private static final int DAMPING = 700;

    private HostName() {}

    /** As name servers know it; a dot at the end stays, because it keeps search domains out. */
    public static String ascii(String name) {
        if (isAscii(name)) {
            return name;
        }
        var labels = new ArrayList<String>();
        for (String label : name.split("[.\u3002\uff0e\uff61]", -1)) {
            labels.add(isAscii(label) ? label : ENCODED + punycode(prepared(label)));
        }
        return String.join(".", labels);
    }

    /** As TLS (RFC 6066 section 3) and certificates have it: in ASCII, without a dot at the end. */
    public static String bare(String name) {
        String ascii = ascii(name);
        return ascii.endsWith(".") && ascii.length() > 1 ? ascii.substring(0, ascii.length() - 1) : ascii;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String prepared(String label) {
        String lower = Normalizer.normalize(label, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFC);
    }

    /** RFC 3492 section 6.3. */
    private static StringBuilder ascii(int[] points) {
        var ascii = new StringBuilder();
        for (int point : points) {
            if (point < 0x80) {
                ascii.append((char) point);
            }
        }
        return ascii;
    }

    private static String punycode(String label) {
        int[] points = label.codePoints().toArray();
        StringBuilder encoded = ascii(points);
        int basic = encoded.length();
        int handled = basic;
        if (basic > 0) {
            encoded.append('-');
        }
        int next = 0x80;
        int delta = 0;
        int bias = 72;
        while (handled < points.length) {
            int smallest = smallestFrom(next, points);
            delta += (smallest - next) * (handled + 1);
            next = smallest;
            for (int point : points) {
                if (point < next) {
                    delta++;
                } else if (point == next) {
                    append(delta, bias, encoded);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            next++;
        }
        return encoded.toString();
    }

    private static int smallestFrom(int least, int[] points) {
        int smallest = Integer.MAX_VALUE;
        for (int point : points) {
            if (point >= least) {
                smallest = Math.min(smallest, point);
            }
        }
        return smallest;
    }

    private static void append(int delta, int bias, StringBuilder encoded) {
        int rest = delta;
        for (int k = BASE; ; k += BASE) {
            int threshold = Math.max(LOWEST_THRESHOLD, Math.min(HIGHEST_THRESHOLD, k - bias));
            if (rest < threshold) {
                encoded.append(digit(rest));
                return;
            }
            encoded.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int adapted(int delta, int handled, boolean first) {
        int rest = first ? delta / DAMPING : delta / 2;
        rest += rest / handled;
        int k = 0;
        while (rest > (BASE - LOWEST_THRESHOLD) * HIGHEST_THRESHOLD / 2) {
            rest /= BASE - LOWEST_THRESHOLD;
            k += BASE;
        }
        return k + (BASE - LOWEST_THRESHOLD + 1) * rest / (rest + SKEW);
    }
}
