package org.hamail.mail.session;

import java.nio.charset.StandardCharsets;
import org.hamail.net.Secrets;
import org.hamail.plugin.ServerText;

/** The words of a server for people: its bytes, taken one for each character so far, read as UTF-8 and made harmless. */
public final class WireText {
    private WireText() {}

    /** Secrets go first: what makes text harmless could otherwise change one beyond recognition, or cut it in two. */
    public static String of(String bytes, Secrets secrets) {
        return ServerText.of(secrets.mask(decoded(bytes)));
    }

    /** Text as the characters that put its UTF-8 bytes onto the wire. */
    public static String encoded(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    public static String decoded(String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.charAt(i) >= 0x80) {
                return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        return bytes;
    }

    /**
     * How many bytes of a literal follow behind {@code line} before it goes on; negative where it announces none. RFC 9051
     * section 4.3, RFC 5804 section 4.
     */
    public static long literalBehind(String line) {
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
