package org.hamail.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellLineTest {
    private static final List<String> WORDS = List.of("mail1", "", "it's", "$HOME", "a b", "x;y", "*");

    @Test
    void onlyWhatAShellWouldChangeIsInQuotes() {
        assertEquals("mail1 '' 'it'\\''s' '$HOME' 'a b' 'x;y' '*'", ShellLine.toType(WORDS));
    }

    @Test
    void aShellSplitsTheLineIntoTheSameWords() {
        for (String line : List.of(ShellLine.of(WORDS), ShellLine.toType(WORDS))) {
            assertEquals(
                    new Command.Ending.Exited(0, "[mail1][][it's][$HOME][a b][x;y][*]", ""),
                    new Command(List.of("/bin/sh", "-c", "printf '[%s]' " + line)).run(Duration.ofSeconds(60)));
        }
    }
}
