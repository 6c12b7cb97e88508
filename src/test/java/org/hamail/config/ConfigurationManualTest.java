package org.hamail.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Problem;
import org.hamail.config.yaml.Section;
import org.hamail.support.Golden;
import org.junit.jupiter.api.Test;

/** Manual page and README know the keys that the program knows, no more and no less. */
class ConfigurationManualTest {
    private static final List<Path> EVERY_SECTION = List.of(
            Path.of("test-fixtures/config/every-section.yaml"),
            Path.of("test-fixtures/config/every-section-icinga.yaml"));
    private static final String UNKNOWN = "unknown key; known here: ";

    /** The files have a key {@code unknown} in every section; the program answers with those that it knows there. */
    @Test
    void everyKeyThatTheProgramKnowsIsDescribed() {
        Map<String, Set<Set<String>>> described = new TreeMap<>();
        for (ConfigurationManual.Part part : ConfigurationManual.parts()) {
            Set<String> names = new TreeSet<>();
            part.keys().forEach(key -> names.add(key.name()));
            assertEquals(part.keys().size(), names.size(), part::toString);
            add(described, Section.join(part.key(), "unknown"), names);
        }
        Map<String, Set<Set<String>>> known = new TreeMap<>();
        for (Path file : EVERY_SECTION) {
            ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigLoader.load(file));
            for (Problem problem : refusal.problems()) {
                assertEquals(UNKNOWN, problem.message().substring(0, UNKNOWN.length()), problem::toString);
                String[] names = problem.message().substring(UNKNOWN.length()).split(", ");
                add(known, problem.key(), new TreeSet<>(List.of(names)));
            }
        }
        assertEquals(known, described);
    }

    /** A place may have several kinds of section. */
    private static void add(Map<String, Set<Set<String>>> places, String place, Set<String> names) {
        places.computeIfAbsent(place, first -> new HashSet<>()).add(names);
    }

    @Test
    void manualPageAndReadmeShowThem() {
        Golden.whole(Path.of("packaging/man/hamail.yaml.5"), ConfigurationManual.page());
        Golden.section(Path.of("README.md"), "configuration", ConfigurationManual.tables());
    }
}
