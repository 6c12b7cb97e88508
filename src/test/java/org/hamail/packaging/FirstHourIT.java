package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hamail.support.Eventually;
import org.hamail.support.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of topologies.md, typed on three machines, from nothing to a failover that the core has seen. */
class FirstHourIT {
    private static final Path COMMAND = Path.of(System.getProperty("basedir", ""), "packaging", "first-hour");
    private static final long LIMIT_SECONDS = 420;

    @TempDir
    Path folder = Path.of("/nonexistent");

    /** By NRPE and with commands of one's own; packaging/test also goes by ssh and with Pacemaker. */
    @Test
    @Timeout(LIMIT_SECONDS + 10)
    void whatThePageSaysLeadsToAFailoverThatTheCoreSees() {
        String said = Script.run(
                COMMAND.toAbsolutePath(), Map.of("TMPDIR", folder.toString()), List.of("--no-build"), LIMIT_SECONDS);
        assertTrue(said.contains("Nagios has seen every service OK again, on phys-b"), said);
        assertEquals(List.of(), left());
    }

    @Test
    @Timeout(120)
    void nothingIsLeftWhenItIsInterrupted() throws Exception {
        var walk = new ProcessBuilder(COMMAND.toAbsolutePath().toString(), "--no-build")
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        walk.environment().put("TMPDIR", folder.toString());
        Process process = walk.start();
        try {
            Eventually.get(Duration.ofSeconds(60), this::left, names -> names.size() == 1 && hubIsThere(names.get(0)));
            String hub = Files.readString(folder.resolve(left().get(0)).resolve("hub.pid"))
                    .strip();
            process.destroy(); // SIGTERM, which is taken as SIGINT is
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(List.of(), left());
            assertTrue(Files.notExists(Path.of("/proc", hub)));
        } finally {
            process.destroyForcibly();
        }
    }

    private boolean hubIsThere(String name) {
        return Files.exists(folder.resolve(name).resolve("base.pid"));
    }

    private List<String> left() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("hamail-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
