package org.hamail.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hamail.support.Golden;
import org.junit.jupiter.api.Test;

/** Manual page and README know the keys that the program knows, no more and no less. */
class ConfigurationManualTest {
    private static final Path EVERY_SECTION = Path.of("test-fixtures/config/every-section.yaml");
    private static final String UNKNOWN = "unknown key; known here: ";

    /** The file has a key {@code unknown} in every section; the program answers with those that it knows there. */
    @Test
    void everyKeyThatTheProgramKnowsIsDescribed() {
        Map<String, Set<String>> described = new TreeMap<>();
        for (ConfigurationManual.Part part : ConfigurationManual.parts()) {
            Set<String> names = new TreeSet<>();
            part.keys().forEach(key -> names.add(key.name()));
            assertEquals(part.keys().size(), names.size(), part::toString);
            described.put(Section.join(part.key(), "unknown"), names);
        }
        Map<String, Set<String>> known = new TreeMap<>();
        ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigLoader.load(EVERY_SECTION));
        for (Problem problem : refusal.problems()) {
            assertEquals(UNKNOWN, problem.message().substring(0, UNKNOWN.length()), problem::toString);
            known.put(
                    problem.key(),
                    new TreeSet<>(List.of(
                            problem.message().substring(UNKNOWN.length()).split(", "))));
        }
        assertEquals(known, described);
    }

    @Test
    void manualPageAndReadmeShowThem() {
        Golden.whole(Path.of("packaging/man/hamail.yaml.5"), ConfigurationManual.page());
        Golden.section(Path.of("README.md"), "configuration", ConfigurationManual.tables());
    }
}
