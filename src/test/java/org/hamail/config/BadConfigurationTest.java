package org.hamail.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad configuration is a file, with its exact error text beside it; {@code -Dgolden.update=true} re-records. */
class BadConfigurationTest {
    private static final Path FOLDER = Path.of("test-fixtures/config/bad");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @ParameterizedTest
    @MethodSource("files")
    void everyProblemIsToldWithItsPlace(Path file) throws IOException {
        ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigLoader.load(file));
        String told = String.valueOf(refusal.getMessage()).replace(FOLDER + "/", "") + "\n";
        Path golden = Path.of(file.toString().replace(".yaml", ".txt"));
        if (UPDATE) {
            Files.writeString(golden, told);
        }
        assertEquals(Files.readString(golden), told);
    }

    @ParameterizedTest
    @MethodSource("files")
    void noProblemIsReportedTwice(Path file) {
        List<String> told = assertThrows(ConfigException.class, () -> ConfigLoader.load(file)).problems().stream()
                .map(Problem::toString)
                .toList();
        assertEquals(told.stream().distinct().toList(), told);
        assertTrue(told.stream().allMatch(line -> line.chars().noneMatch(Character::isISOControl)), told::toString);
    }

    @Test
    void badConfigurationsAreManyWithoutOrphanedText() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            List<String> names = all.map(Path::toString).toList();
            long bad = names.stream().filter(name -> name.endsWith(".yaml")).count();
            assertTrue(bad > 100, () -> bad + " files");
            assertEquals(2 * bad, names.size());
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
