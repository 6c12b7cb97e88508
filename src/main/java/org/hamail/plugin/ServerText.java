package org.hamail.plugin;

import java.nio.charset.StandardCharsets;

/**
 * Text that came from outside, made fit to stand in an output line: it can forge neither a cause, nor performance data,
 * nor a second line, nor steer a terminal.
 */
public final class ServerText {
    /** The most bytes (UTF-8) of one foreign text in an output line. */
    public static final int LIMIT = 200;

    private static final String CUT = "...";

    private ServerText() {}

    /** {@code raw} without {@code |}, brackets, line ends, control and direction characters, cut at {@link #LIMIT} bytes. */
    public static String of(String raw) {
        return of(raw, LIMIT);
    }

    /** The same with a limit of its own, in bytes of UTF-8. */
    public static String of(String raw, int limit) {
        return cut(clean(raw, true), limit);
    }

    /** For lines of details behind the status line: like {@link #of}, but brackets may stay. */
    public static String detail(String raw, int limit) {
        return cut(clean(raw, false), limit);
    }

    private static String clean(String raw, boolean brackets) {
        var kept = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); ) {
            int c = raw.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c)) {
                kept.append(' ');
            } else if (isHarmless(c) && !(brackets && (c == '[' || c == ']'))) {
                kept.appendCodePoint(c);
            }
        }
        return kept.toString().strip();
    }

    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return c != '|'
                && type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE;
    }

    /** {@code text} cut to {@code limit} bytes of UTF-8, never inside a character; a cut is shown by three dots. */
    public static String cut(String text, int limit) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= limit) {
            return text;
        }
        int room = Math.max(0, limit - CUT.length());
        var kept = new StringBuilder();
        int used = 0;
        for (int i = 0; ; ) { // more bytes than room: the text does not end before the room does
            int c = text.codePointAt(i);
            int size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (used + size > room) {
                break;
            }
            kept.appendCodePoint(c);
            used += size;
            i += Character.charCount(c);
        }
        return kept.append(CUT, 0, Math.min(CUT.length(), limit)).toString();
    }
}
