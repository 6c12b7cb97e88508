package org.hamail.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the words of a command line mean, read once: a core says the same words again and again. The oldest give way. */
final class KnownWords<T> {
    /** What one command line may take, in bytes, about: its characters, and what the JVM needs for each word. */
    private static final int LARGEST = 3000;

    private static final int FOR_A_WORD = 64;

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

    /** What {@code reading} makes of the words; nothing is kept of words that have no meaning, are very long, or very many. */
    Optional<T> get(List<String> words, Function<List<String>, Optional<T>> reading) {
        synchronized (known) {
            T before = known.get(words);
            if (before != null) {
                return Optional.of(before);
            }
        }
        Optional<T> read = reading.apply(words);
        if (read.isPresent() && size(words) <= LARGEST) {
            synchronized (known) {
                known.put(List.copyOf(words), read.get());
            }
        }
        return read;
    }

    private static int size(List<String> words) {
        return words.stream().mapToInt(word -> word.length() + FOR_A_WORD).sum();
    }

    int size() {
        synchronized (known) {
            return known.size();
        }
    }
}
