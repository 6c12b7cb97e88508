package org.hamail.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hamail.config.ConfigLoader;
import org.hamail.config.ConfigurationKeys;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Problem;
import org.hamail.support.Golden;
import org.junit.jupiter.api.Test;

/** Manual page and configuration.md know the keys that the program knows, no more and no less. */
class ConfigurationManualTest {
    private static final List<Path> EVERY_SECTION = List.of(
            Path.of("test-fixtures/config/every-section.yaml"),
            Path.of("test-fixtures/config/every-section-icinga.yaml"));
    private static final String KNOWN = "unknown key; known here: ";

    /** The files have a key {@code unknown} in every section; the program answers with those that it knows there. */
    @Test
    void everySectionThatTheProgramReadsIsDescribed() {
        Set<List<String>> described = new HashSet<>();
        for (Keys section : ConfigurationKeys.all()) {
            assertEquals(Set.copyOf(section.names()).size(), section.names().size(), section::title);
            described.add(section.names());
        }
        Set<List<String>> read = new HashSet<>();
        for (Path file : EVERY_SECTION) {
            ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigLoader.load(file));
            for (Problem problem : refusal.problems()) {
                assertEquals(KNOWN, problem.message().substring(0, KNOWN.length()), problem::toString);
                read.add(List.of(problem.message().substring(KNOWN.length()).split(", ")));
            }
        }
        assertEquals(read, described);
    }

    @Test
    void everyKeySaysWhatHoldsWithoutIt() {
        for (Keys section : ConfigurationKeys.all()) {
            for (Key<?> key : section.all()) {
                assertFalse(key.usual().isBlank(), key::toString);
                assertFalse(key.meaning().isBlank(), key::toString);
            }
        }
    }

    @Test
    void manualPageAndReadmeShowThem() {
        Golden.whole(Path.of("packaging/man/hamail.yaml.5"), ConfigurationManual.page());
        Golden.section(Path.of("src/site/markdown/configuration.md"), "configuration", ConfigurationManual.tables());
    }
}
