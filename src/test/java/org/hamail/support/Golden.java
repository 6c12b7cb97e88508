package org.hamail.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that hold what the program must say word for word; {@code -Dgolden.update=true} records them anew. */
public final class Golden {
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private Golden() {}

    /** The whole of {@code file} is {@code text}. */
    public static void whole(Path file, String text) {
        try {
            if (UPDATE) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            }
            assertTrue(Files.exists(file), file + " is missing; -Dgolden.update=true writes it");
            assertEquals(Files.readString(file), text, file + "; -Dgolden.update=true records it anew");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands in {@code file} between the lines {@code <!-- name -->} and {@code <!-- end of name -->} is {@code text}. */
    public static void section(Path file, String name, String text) {
        String head = "<!-- " + name + " -->\n";
        String tail = "<!-- end of " + name + " -->\n";
        try {
            String all = Files.readString(file);
            int from = all.indexOf(head);
            int to = all.indexOf(tail);
            assertTrue(from >= 0 && to > from, file + " has no section " + name);
            if (UPDATE) {
                Files.writeString(file, all.substring(0, from + head.length()) + text + all.substring(to));
            } else {
                assertEquals(
                        all.substring(from + head.length(), to), text, file + "; -Dgolden.update=true records it anew");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
