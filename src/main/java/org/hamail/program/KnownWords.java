package org.hamail.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the words of a command line mean, read once: a core says the same words again and again. The oldest give way. */
final class KnownWords<T> {
    private static final int LONGEST = 2000;

    private final Map<List<String>, T> known;

    /** @param most how many are kept */
    KnownWords(int most) {
        known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<List<String>, T> eldest) {
                return size() > most;
            }
        };
    }

    /** What {@code reading} makes of the words; nothing is kept of words that have no meaning, or of very long ones. */
    Optional<T> get(List<String> words, Function<List<String>, Optional<T>> reading) {
        synchronized (known) {
            T before = known.get(words);
            if (before != null) {
                return Optional.of(before);
            }
        }
        Optional<T> read = reading.apply(words);
        if (read.isPresent() && words.stream().mapToInt(String::length).sum() <= LONGEST) {
            synchronized (known) {
                known.put(List.copyOf(words), read.get());
            }
        }
        return read;
    }

    int size() {
        synchronized (known) {
            return known.size();
        }
    }
}
