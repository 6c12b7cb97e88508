package org.hamail.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The texts of all rooms in one list, to be read from top to bottom. */
class MessagesTest {
    @TempDir
    Path folder;

    @Test
    void concatenationIsOneTextAndValuesAreBraces() throws IOException {
        Files.writeString(folder.resolve("A.java"), """
                package org.hamail.room;
                class A {
                    String text(int n) {
                        return "no answer within " + n + " s" + (n > 1 ? "" : ", once more");
                    }
                    @SuppressWarnings("not a message") String word = "word";
                }
                """);
        assertEquals("""
                == room
                A.java:4: , once more
                A.java:4: no answer within {} s{}

                """, Messages.of(Sources.below(folder)));
    }

    @Test
    void listOfAllMessagesIsWritten() throws IOException {
        String all = Messages.of(Sources.below(Sources.MAIN));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/messages.txt"), all);
        assertTrue(all.contains("== recovery.policy\n"), "rooms are headings");
    }
}
