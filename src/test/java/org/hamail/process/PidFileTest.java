package org.hamail.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hamail.probe.Probe.CannotObserve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void byteOrderMarkIsNoPartOfNumber() throws Exception {
        Path file = Files.writeString(folder.resolve("pid"), "\uFEFF4711\n");
        assertEquals(Optional.of(new PidFile(4711, false)), PidFile.read(file));
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        var trouble = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThrows(CannotObserve.class, () -> PidFile.read(pipe)));
        assertEquals("pid file " + pipe + " is not a regular file", trouble.getMessage());
    }
}
