package org.hamail.directory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A search filter: its text form (RFC 4515) brought into the form that goes over the wire (RFC 4511 section 4.5.1.7).
 * Extensible matches are not supported.
 */
public final class Filter {
    private static final int AND = 0xa0;
    private static final int OR = 0xa1;
    private static final int NOT = 0xa2;
    private static final int EQUAL = 0xa3;
    private static final int SUBSTRINGS = 0xa4;
    private static final int GREATER = 0xa5;
    private static final int LESS = 0xa6;
    private static final int PRESENT = 0x87;
    private static final int APPROXIMATELY = 0xa8;
    private static final int INITIAL = 0x80;
    private static final int ANY = 0x81;
    private static final int FINAL = 0x82;

    private static final int DEEPEST = 30;
    private static final String ATTRIBUTE_END = "=~<>";
    private static final String NOT_IN_ATTRIBUTES = "()*\\:! \0";

    private final String text;
    private int position;

    private Filter(String text) {
        this.text = text;
    }

    /**
     * The encoded filter; the outermost parentheses may be missing.
     *
     * @throws IllegalArgumentException with a reason for people when {@code text} is no filter
     */
    public static byte[] encode(String text) {
        var filter = new Filter(text.startsWith("(") ? text : "(" + text + ")");
        byte[] encoded = filter.filter(0);
        if (filter.position < filter.text.length()) {
            throw wrong("there is text after its end");
        }
        return encoded;
    }

    /** The filter that every entry passes. */
    static byte[] anything() {
        return Ber.text(PRESENT, "objectClass");
    }

    private byte[] filter(int depth) {
        if (depth > DEEPEST) {
            throw wrong("it is nested deeper than " + DEEPEST + " levels");
        }
        take('(');
        byte[] encoded =
                switch (current()) {
                    case '&' -> Ber.element(AND, list(depth));
                    case '|' -> Ber.element(OR, list(depth));
                    case '!' -> not(depth);
                    default -> item();
                };
        take(')');
        return encoded;
    }

    private byte[][] list(int depth) {
        position++;
        List<byte[]> filters = new ArrayList<>();
        while (current() == '(') {
            filters.add(filter(depth + 1));
        }
        return filters.toArray(new byte[0][]);
    }

    private byte[] not(int depth) {
        position++;
        return Ber.element(NOT, filter(depth + 1));
    }

    private byte[] item() {
        String attribute = attribute();
        int tag =
                switch (current()) {
                    case '~' -> APPROXIMATELY;
                    case '>' -> GREATER;
                    case '<' -> LESS;
                    default -> EQUAL;
                };
        if (tag != EQUAL) {
            position++;
        }
        take('=');
        List<byte[]> parts = value();
        if (tag != EQUAL && parts.size() > 1) {
            throw wrong("'*' is not allowed in this comparison");
        }
        if (parts.size() == 1) {
            return Ber.element(tag, Ber.text(Ber.OCTETS, attribute), Ber.element(Ber.OCTETS, parts.get(0)));
        }
        boolean present = parts.size() == 2 && parts.get(0).length == 0 && parts.get(1).length == 0;
        return present ? Ber.text(PRESENT, attribute) : substrings(attribute, parts);
    }

    private String attribute() {
        int start = position;
        while (ATTRIBUTE_END.indexOf(current()) < 0) {
            if (NOT_IN_ATTRIBUTES.indexOf(current()) >= 0) {
                throw wrong("'" + text.substring(start, position + 1) + "' is not an attribute");
            }
            position++;
        }
        if (start == position) {
            throw wrong("an attribute is missing");
        }
        return text.substring(start, position);
    }

    /** The value up to the closing parenthesis, in the parts between its stars. */
    private List<byte[]> value() {
        List<byte[]> parts = new ArrayList<>();
        var part = new ByteArrayOutputStream();
        for (; current() != ')'; position++) {
            if (current() == '(') {
                throw wrong("a parenthesis in a value must be written \\28");
            } else if (current() == '*') {
                parts.add(part.toByteArray());
                part.reset();
            } else if (current() == '\\') {
                part.write(escaped());
            } else {
                int c = text.codePointAt(position);
                part.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                position += Character.charCount(c) - 1;
            }
        }
        parts.add(part.toByteArray());
        return parts;
    }

    /** Two hexadecimal digits behind a backslash; the position is then at the second. */
    private int escaped() {
        int high = position + 1 < text.length() ? Character.digit(text.charAt(position + 1), 16) : -1;
        int low = position + 2 < text.length() ? Character.digit(text.charAt(position + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw wrong("a backslash needs two hexadecimal digits behind it");
        }
        position += 2;
        return (high << 4) | low;
    }

    private static byte[] substrings(String attribute, List<byte[]> parts) {
        List<byte[]> encoded = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int tag = i == 0 ? INITIAL : i == parts.size() - 1 ? FINAL : ANY;
            if (parts.get(i).length > 0) {
                encoded.add(Ber.element(tag, parts.get(i)));
            }
        }
        if (encoded.isEmpty()) {
            throw wrong("'*' alone is not a value");
        }
        byte[] all = Ber.element(Ber.SEQUENCE, encoded.toArray(new byte[0][]));
        return Ber.element(SUBSTRINGS, Ber.text(Ber.OCTETS, attribute), all);
    }

    private char current() {
        if (position >= text.length()) {
            throw wrong("a closing parenthesis is missing");
        }
        return text.charAt(position);
    }

    private void take(char wanted) {
        if (current() != wanted) {
            throw wrong("'" + wanted + "' is missing");
        }
        position++;
    }

    private static IllegalArgumentException wrong(String reason) {
        return new IllegalArgumentException("not an LDAP filter: " + reason);
    }
}
