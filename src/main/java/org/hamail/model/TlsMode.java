package org.hamail.model;

import java.util.Locale;
import java.util.Optional;

/** How a conversation is encrypted. */
public enum TlsMode {
    /** Not at all. */
    NONE,
    /** After an upgrade in the plain conversation (RFC 3207, RFC 2595, RFC 9051). */
    STARTTLS,
    /** From the first byte on (RFC 8314). */
    IMPLICIT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As on the command line and in a configuration. */
    public String word() {
        return word;
    }

    public static Optional<TlsMode> of(String word) {
        for (TlsMode mode : values()) {
            if (mode.word.equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
