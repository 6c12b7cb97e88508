package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hamail.support.Script;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @ParameterizedTest
    @ValueSource(strings = {"build-deb", "build-rpm", "first-hour", "measure", "mutation", "quickstart", "test"})
    void eachSaysWhatItDoes(String name) {
        String help = Script.run(command(name), Map.of(), List.of("--help"));
        assertTrue(help.startsWith("usage: packaging/" + name), help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"build-deb", "build-rpm", "first-hour", "measure", "mutation", "quickstart", "test"})
    void eachRefusesAWordThatItDoesNotKnow(String name) {
        AssertionError refusal =
                assertThrows(AssertionError.class, () -> Script.run(command(name), Map.of(), List.of("--nonsense")));
        assertRefused(name, "--nonsense", refusal);
    }

    /** Says first which word is wrong, then how it is used. */
    private static void assertRefused(String name, String wrong, AssertionError refusal) {
        String said = String.valueOf(refusal.getMessage());
        String first = said.substring(said.indexOf("ended with 3: "))
                .lines()
                .findFirst()
                .orElse("");
        assertTrue(first.startsWith("ended with 3: packaging/" + name + ": ") && first.contains(wrong), said);
        assertTrue(said.contains("\nusage: packaging/" + name), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/tmp", "relative", "/tmp/hamail-quickstart.gone"})
    void theQuickstartStopsNothingButAQuickstart(String directory) {
        AssertionError refusal = assertThrows(
                AssertionError.class, () -> Script.run(command("quickstart"), Map.of(), List.of("--stop", directory)));
        assertRefused("quickstart", directory, refusal);
    }

    private static Path command(String name) {
        return Path.of(System.getProperty("basedir", ""), "packaging", name).toAbsolutePath();
    }
}
