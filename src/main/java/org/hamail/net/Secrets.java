package org.hamail.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Words that must not come out anywhere: passwords, and what they look like on the wire. */
public final class Secrets {
    /** Stands where a secret stood. */
    public static final String MASK = "****";

    private final List<String> words = new ArrayList<>();

    public void add(String secret) {
        if (!secret.isEmpty() && !words.contains(secret)) {
            words.add(secret);
        }
    }

    /** {@code text} with every secret in it replaced, the longest first. */
    public String mask(String text) {
        if (words.isEmpty()) {
            return text;
        }
        List<String> longestFirst = words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String masked = text;
        for (String word : longestFirst) {
            masked = masked.replace(word, MASK);
        }
        return masked;
    }

    @Override
    public String toString() {
        return MASK;
    }
}
