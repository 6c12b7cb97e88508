package org.hamail.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatLineTest {
    private static final String TAIL =
            " S 7 8 8 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 3 0 51234 9 9 18446744073709551615 0";

    @Test
    void theFieldsAreThoseOfTheManualPage() {
        assertEquals(
                Optional.of(new StatLine(42, "imapd", 'S', 7, 4194560, 3, 51234)),
                StatLine.parse(42, "42 (imapd)" + TAIL + "\n"));
    }

    @Test
    void aNameMayHoldAnything() {
        assertEquals(
                "a) S 1 (b\nc",
                StatLine.parse(42, "42 (a) S 1 (b\nc)" + TAIL).orElseThrow().command());
        assertEquals("", StatLine.parse(42, "42 ()" + TAIL).orElseThrow().command());
    }

    @Test
    void whatIsNoStatLineIsNone() {
        for (String text : new String[] {"", "42", "42 (x", "42 (x)", "42 (x) ", "42 )x(", "42 (x) SS 1"}) {
            assertEquals(Optional.empty(), StatLine.parse(42, text), text);
        }
    }

    @Test
    void aLineThatWasCutHasNoFigures() {
        assertEquals(Optional.of(new StatLine(42, "x", 'R', 1, 0, 0, 0)), StatLine.parse(42, "42 (x) R 1"));
    }

    @Test
    void leaderThatEndedLivesOnInItsThreads() {
        assertTrue(line('Z', 1).isDead());
        assertTrue(line('X', 1).isDead());
        assertFalse(line('Z', 2).isDead());
        for (char state : "RSDTtI".toCharArray()) {
            assertFalse(line(state, 1).isDead());
        }
    }

    private static StatLine line(char state, long threads) {
        return new StatLine(42, "x", state, 1, 0, threads, 0);
    }
}
