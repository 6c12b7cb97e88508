package org.hamail.mail;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What a server says it can do, as far as anybody can keep in mind. */
final class Capabilities {
    private static final int MOST = 1000;

    private final Set<String> words = new HashSet<>();

    void clear() {
        words.clear();
    }

    void add(String word) {
        if (words.size() < MOST) {
            words.add(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Each word of {@code list}, separated by spaces. */
    void addAll(String list) {
        for (String word : list.split(" +")) {
            add(word);
        }
    }

    boolean has(String word) {
        return words.contains(word);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }
}
