package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownWordsTest {
    private final List<List<String>> read = new ArrayList<>();
    private final KnownWords<String> known = new KnownWords<>(3);

    @Test
    void theSameWordsAreReadOnce() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Optional.of("[a, b]"), get("a", "b"));
        }
        assertEquals(1, read.size());
        get("a b");
        assertEquals(2, read.size());
    }

    @Test
    void theOldestGiveWay() {
        get("1");
        get("2");
        get("3");
        get("1");
        get("4");
        assertEquals(3, known.size());
        get("1");
        assertEquals(4, read.size());
        get("2");
        assertEquals(5, read.size());
    }

    @Test
    void senselessAndOverlongWordsAreNotCached() {
        known.get(List.of("none"), words -> Optional.empty());
        get("x".repeat(3000));
        get(Collections.nCopies(100, "-v").toArray(String[]::new));
        assertEquals(0, known.size());
    }

    private Optional<String> get(String... words) {
        return known.get(List.of(words), given -> {
            read.add(given);
            return Optional.of(given.toString());
        });
    }
}
