package org.hamail.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is allowed but hardly meant is told as a warning; {@code -Dgolden.update=true} re-records. */
class ConfigurationWarningTest {
    private static final Path FOLDER = Path.of("test-fixtures/config/warning");

    @ParameterizedTest
    @MethodSource("files")
    void aDoubtfulConfigurationLoadsWithAWarning(Path file) throws IOException, ConfigException {
        List<Problem> warnings = ConfigLoader.load(file).warnings();
        assertFalse(warnings.isEmpty());
        String told = warnings.stream()
                .map(warning -> warning.toString().replace(FOLDER + "/", "") + "\n")
                .collect(Collectors.joining());
        Path golden = Path.of(file.toString().replace(".yaml", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, told);
        }
        assertEquals(Files.readString(golden), told);
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
