package org.hamail.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The five roles of a mail server that are watched. */
public enum Role {
    SMTPD,
    POPD,
    IMAPD,
    MSHTTPD,
    STORED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As on the command line and in the journal. */
    public String word() {
        return word;
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
