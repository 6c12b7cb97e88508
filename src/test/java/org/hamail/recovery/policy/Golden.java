package org.hamail.recovery.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts under version control that a test must reproduce; {@code -Dgolden.update=true} records them anew. */
final class Golden {
    static final Path FOLDER = Path.of("test-fixtures", "policy");

    private Golden() {}

    static void assertSame(Path file, String text) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text, () -> file + " (re-record with -Dgolden.update=true)");
    }
}
