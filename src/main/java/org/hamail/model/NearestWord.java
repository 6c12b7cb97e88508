package org.hamail.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which word was meant by one that nobody knows. */
public final class NearestWord {
    /** Further apart they are different words. */
    private static final int MOST_EDITS = 3;
    /** Letters: fewer fit too many words. */
    private static final int SHORTEST = 3;

    private NearestWord() {}

    /**
     * The known word that {@code written} becomes by the fewest letters added, left out, changed or exchanged with the next,
     * otherwise the only one that begins with it; empty where none is near.
     */
    public static Optional<String> of(String written, Collection<String> known) {
        Optional<String> nearest = Optional.empty();
        int fewest = Math.min(MOST_EDITS, Math.max(1, written.length() / 3)) + 1;
        for (String word : known) {
            int edits = written.length() > 100 ? fewest : edits(written, word);
            if (edits < fewest) {
                fewest = edits;
                nearest = Optional.of(word);
            }
        }
        return nearest.isPresent() ? nearest : begun(written, known);
    }

    /** The only word that begins so: options may be shortened, and people shorten verbs and keys as well. */
    private static Optional<String> begun(String written, Collection<String> known) {
        List<String> all = written.length() < SHORTEST
                ? List.of()
                : known.stream().filter(word -> word.startsWith(written)).toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** A question that goes behind "unknown ...": whether the nearest word was meant; empty where none is near. */
    public static String question(String written, Collection<String> known) {
        Optional<String> nearest = of(written, known);
        return nearest.isPresent() ? " (did you mean " + nearest.get() + "?)" : "";
    }

    /** The distance of Damerau and Levenshtein, of neighbouring letters only. */
    private static int edits(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[to.length()];
    }
}
