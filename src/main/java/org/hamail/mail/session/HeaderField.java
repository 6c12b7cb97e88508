package org.hamail.mail.session;

import java.util.function.Consumer;

/**
 * The value of one header field among the lines of a message, unfolded (RFC 5322 section 2.2.3); of several the first one
 * that says anything.
 */
public final class HeaderField implements Consumer<String> {
    private final String start;
    private final StringBuilder value = new StringBuilder();
    private boolean inside;
    private boolean ended;

    public HeaderField(String name) {
        this.start = name + ":";
    }

    /** Of {@code message}, which begins with its header. */
    public static String of(String name, String message) {
        var field = new HeaderField(name);
        for (String line : message.split("\r?\n", -1)) {
            field.accept(line);
        }
        return field.value();
    }

    /** The next line, without its end; the first empty one ends the header. */
    @Override
    public void accept(String line) {
        ended |= line.isEmpty();
        if (ended) {
            return;
        }
        if (line.charAt(0) != ' ' && line.charAt(0) != '\t') {
            inside = value().isEmpty() && line.regionMatches(true, 0, start, 0, start.length());
            value.append(inside ? line.substring(start.length()) : "");
        } else if (inside) {
            value.append(line);
        }
    }

    /** White space, where a server may have folded, is one space. */
    public String value() {
        return value.toString().replaceAll("[ \t]+", " ").strip();
    }
}
