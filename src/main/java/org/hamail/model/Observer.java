package org.hamail.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a check looks from: the node that holds the logical host, or anywhere else. */
public enum Observer {
    LOCAL,
    REMOTE;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    public static Optional<Observer> of(String word) {
        return Arrays.stream(values())
                .filter(where -> where.word().equals(word))
                .findFirst();
    }
}
