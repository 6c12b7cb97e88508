package org.hamail.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aByteOrderMarkIsNoPartOfTheNumber() throws Exception {
        Path file = Files.writeString(folder.resolve("pid"), "\uFEFF4711\n");
        assertEquals(Optional.of(new PidFile(4711, false)), PidFile.read(file));
    }
}
