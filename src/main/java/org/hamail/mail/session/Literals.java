package org.hamail.mail.session;

/** Strings of announced length, whose bytes stand behind the line that announces them (RFC 9051 section 4.3, RFC 5804 section 4). */
public final class Literals {
    private Literals() {}

    /** How many bytes follow behind {@code line} before it goes on; negative where it announces none. */
    public static long behind(String line) {
        if (!line.endsWith("}")) {
            return -1;
        }
        int open = line.lastIndexOf('{');
        int close = line.length() - (line.endsWith("+}") ? 2 : 1);
        if (open < 0 || close == open + 1) {
            return -1;
        }
        long bytes = 0;
        for (int i = open + 1; i < close; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            bytes = Math.min(bytes * 10 + (c - '0'), Integer.MAX_VALUE);
        }
        return bytes;
    }
}
