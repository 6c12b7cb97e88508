package org.hamail.recovery.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hamail.recovery.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerMissingSinceTest {
    private static final String SEEN =
            "{\"since\":7,\"time\":\"2026-11-22T12:00:00Z\",\"boot\":\"boot-1\",\"uptime\":1000.00}\n";

    @TempDir
    Path stateDir = Path.of("/nonexistent");

    @Test
    void linkedOrSharedFileIsNotRead() throws Exception {
        var world = new World(stateDir);
        var sight = new WorkerMissingSince(world.site());
        Path file = Files.createDirectories(world.site().directory()).resolve("worker-missing.json");
        Files.writeString(file, SEEN);
        assertTrue(sight.of(7).isPresent());
        Files.move(file, stateDir.resolve("elsewhere"));
        Files.createSymbolicLink(file, stateDir.resolve("elsewhere"));
        assertEquals(Optional.empty(), sight.of(7));
        Files.delete(file);
        assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
        assertEquals(Optional.empty(), sight.of(7));
    }
}
