package org.hamail.mail.session;

import java.util.function.Consumer;

/** The value of one header field among the lines of a header, RFC 5322; of several the first one that says anything. */
public final class HeaderField implements Consumer<String> {
    private final String start;
    private String value = "";

    public HeaderField(String name) {
        this.start = name + ":";
    }

    /** Of {@code message}, which begins with its header. */
    public static String of(String name, String message) {
        var field = new HeaderField(name);
        for (String line : message.split("\r?\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            field.accept(line);
        }
        return field.value();
    }

    @Override
    public void accept(String line) {
        if (value.isEmpty() && line.regionMatches(true, 0, start, 0, start.length())) {
            value = line.substring(start.length()).strip();
        }
    }

    public String value() {
        return value;
    }
}
