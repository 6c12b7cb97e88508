package org.hamail.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hamail.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigLoaderTest {
    private final Path file;

    ConfigLoaderTest(@TempDir Path folder) {
        file = folder.resolve("hamail.yaml");
    }

    /** An agent reads it at each event. */
    @Test
    void textThatIsAsBeforeIsNotParsedAgain() throws Exception {
        HamailConfig first = written("state_dir: /a\nagent: {}\n");
        assertSame(first, ConfigLoader.load(file));
        assertSame(first, written("state_dir: /a\nagent: {}\n"));
    }

    /** Also one of the same length and written within the same tick of the file system's clock. */
    @Test
    void everyChangeIsSeen() throws Exception {
        for (String directory : new String[] {"/a", "/b", "/a"}) {
            assertEquals(
                    Path.of(directory),
                    written("state_dir: " + directory + "\nagent: {}\n").stateDir());
        }
    }

    @Test
    void sameTextInAnotherFileIsAnotherConfiguration() throws Exception {
        HamailConfig first = written("agent: {}\n");
        Path other = Files.copy(file, file.resolveSibling("other.yaml"));
        HamailConfig second = ConfigLoader.load(other);
        assertNotSame(first, second);
        assertEquals(other, second.file());
    }

    @Test
    void whatIsWrongIsSaidEachTimeAndKeepsNothing() throws Exception {
        written("agent: {}\n");
        for (int i = 0; i < 2; i++) {
            assertThrows(ConfigException.class, () -> written("agents: {}\n"));
        }
        Files.delete(file);
        assertThrows(ConfigException.class, () -> ConfigLoader.load(file));
    }

    private HamailConfig written(String text) throws IOException, ConfigException {
        Files.writeString(file, text);
        return ConfigLoader.load(file);
    }
}
