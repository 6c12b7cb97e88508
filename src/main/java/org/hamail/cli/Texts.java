package org.hamail.cli;

import org.hamail.plugin.ServerText;

/** Values of options that go onto the wire or into a sentence. */
public final class Texts {
    private static final int SHOWN = 80;

    private Texts() {}

    public static String quoted(String value) {
        return "'" + ServerText.of(value, SHOWN) + "'";
    }

    /** {@code value}, when it has no control characters, is not blank and not longer than {@code most} characters. */
    public static String plain(String option, String value, int most) throws UsageException {
        if (value.isBlank()) {
            throw new UsageException("option --" + option + " is empty");
        }
        if (value.length() > most) {
            throw new UsageException("--" + option + ": longer than " + most + " characters");
        }
        if (hasControl(value)) {
            throw new UsageException("--" + option + ": " + quoted(value) + " contains a control character");
        }
        return value;
    }

    /** The same, without spaces and other white space. */
    public static String word(String option, String value, int most) throws UsageException {
        plain(option, value, most);
        for (int i = 0; i < value.length(); i++) {
            if (Character.isWhitespace(value.charAt(i))) {
                throw new UsageException("--" + option + ": " + quoted(value) + " contains a space");
            }
        }
        return value;
    }

    static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
