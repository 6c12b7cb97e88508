package org.hamail.recovery.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What recovery can do. */
public enum Action {
    RESTART,
    FAILOVER;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    public static Optional<Action> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }
}
