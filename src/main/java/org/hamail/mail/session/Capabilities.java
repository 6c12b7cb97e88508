package org.hamail.mail.session;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What a server says it can do, as far as anybody can keep in mind. */
public final class Capabilities {
    private static final int MOST = 1000;

    private final Set<String> words = new HashSet<>();

    public void clear() {
        words.clear();
    }

    public void add(String word) {
        if (words.size() < MOST) {
            words.add(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Each word of {@code list}, separated by spaces. */
    public void addAll(String list) {
        for (String word : list.split(" +")) {
            add(word);
        }
    }

    public boolean has(String word) {
        return words.contains(word);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }
}
