package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hamail.config.ServerRoots;
import org.hamail.program.Bench;
import org.hamail.site.ConfigurationHash;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipe, a folder, or gigabytes where a small file belongs: nobody waits for it, and nobody runs out of memory. */
class WrongKindOfFileTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory = Path.of("/nonexistent");

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(directory).prepare();
    }

    private static void make(Path file, String kind) throws Exception {
        switch (kind) {
            case "pipe" ->
                assertEquals(
                        0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
            case "folder" -> Files.createDirectory(file);
            default -> {
                try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
                    sparse.setLength(10L << 30);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mail1/journal.jsonl, pipe", "mail1/journal.jsonl, folder", "mail1/journal.jsonl, gigabytes",
        "mail1/service.json, pipe", "mail1/service.json, folder", "mail1/service.json, gigabytes",
        "storm.jsonl, pipe", "storm.jsonl, folder", "storm.jsonl, gigabytes"
    })
    void belowTheStateDirectoryItHoldsBackWhatIsAutomatic(String name, String kind) throws Exception {
        Files.createDirectories(bench.stateDir.resolve("mail1"));
        make(bench.stateDir.resolve(name), kind);
        assertTimeoutPreemptively(SOON, () -> {
            bench.hamail("status");
            bench.tell();
            bench.hamail("reconcile");
            assertTrue(bench.deeds().stream().noneMatch(deed -> deed.startsWith("move")), bench.printed());
            bench.hamail("pause");
            bench.hamail("restart");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "folder", "gigabytes"})
    void asConfigurationItIsWrong(String kind) throws Exception {
        Path file = directory.resolve("instead.yaml");
        make(file, kind);
        assertTimeoutPreemptively(SOON, () -> {
            assertTrue(ConfigurationHash.of(file).hash().isEmpty());
            for (String verb : List.of("validate", "status", "reconcile")) {
                assertEquals(3, bench.run(verb, "--config=" + file));
            }
        });
    }

    @Test
    void pipeAsServerRootListDoesNotHang() throws Exception {
        Path file = directory.resolve("nsserver.cfg");
        make(file, "pipe");
        assertTimeoutPreemptively(
                SOON, () -> Assertions.assertThrows(java.io.IOException.class, () -> ServerRoots.read(file)));
    }
}
