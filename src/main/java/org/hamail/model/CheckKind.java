package org.hamail.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of check speaks: process existence or the protocol. */
public enum CheckKind {
    PROCESS,
    PROTOCOL;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    public static Optional<CheckKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
