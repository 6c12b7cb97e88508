package org.hamail.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileConfigurationTest {
    private final Path folder;

    HostileConfigurationTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aMissingFileIsOneProblem() {
        Path file = folder.resolve("hamail.yaml");
        assertEquals(file + ": cannot be read: no such file", refusal(file));
    }

    @Test
    void folderInPlaceOfFileIsOneProblem() {
        assertEquals(folder + ": cannot be read: not a regular file", refusal(folder));
    }

    @Test
    void aDeviceThatNeverEndsIsNotRead() {
        assertEquals("/dev/zero: cannot be read: not a regular file", refusal(Path.of("/dev/zero")));
    }

    @Test
    void endlessNestingEndsAtTwentyFirstLevel() throws IOException {
        Path file = write("[".repeat(1_000_000));
        assertEquals(file + ":1:22: nested deeper than 20 levels", refusal(file));
    }

    @Test
    void multipliedAliasesCountAtFullSize() throws IOException {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            text.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(10))
                    .append("x]\n");
        }
        Path file = write(text.toString());
        assertEquals(file + ":6:10: more than 200000 values, aliases included", refusal(file));
    }

    @Test
    void hugeFileIsNotReadToItsEnd() throws IOException {
        Path file = write("#".repeat(ConfigLoader.LARGEST + 1));
        assertEquals(file + ": is larger than 4194304 bytes", refusal(file));
    }

    @Test
    void aHugeValueIsCutInTheMessage() throws IOException {
        Path file =
                write("state_dir: " + "x".repeat(100_000) + "\nlogical_hosts: {a: {address: a, nodes: [{name: a}]}}\n");
        assertEquals(
                file + ":1:12: state_dir: must not have control characters, nor more than 4096 characters",
                refusal(file));
    }

    @Test
    void byteOrderMarkIsSkipped() throws IOException, ConfigException {
        Path file = write("\uFEFFstate_dir: /a\nlogical_hosts: {a: {address: a, nodes: [{name: a}]}}\n");
        assertEquals(Path.of("/a"), ConfigLoader.load(file).stateDir());
    }

    @Test
    void ownProfileIsReadLikeConfiguredOne() throws IOException, ConfigException {
        String text = "restart_scope: daemon\ndaemons: {popd: {command: popd, protocol: pop}}\n";
        ProfileConfig profile = ProfileConfig.read("popular", "popular.yaml", bytes(text));
        assertEquals("popular", profile.name());
        ConfigException refusal = assertThrows(
                ConfigException.class,
                () -> ProfileConfig.read("popular", "popular.yaml", bytes("daemons: {popd: {}}")));
        assertEquals(
                "popular.yaml:1:17: daemons.popd: at least one of command, arguments and pid_file is required",
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pacemaker", "command", "agent", "two-services-on-one-address"})
    void everySlipOfThePenIsReadOrToldAsAProblem(String name) throws IOException {
        String text = Files.readString(Path.of("test-fixtures/config/good", name + ".yaml"));
        for (int i = 0; i < text.length(); i += 23) {
            for (String slip : List.of("", "~", "- [", "*a ", "\n", "\"")) {
                String slipped = text.substring(0, i) + slip + text.substring(i + 1);
                try {
                    var problems = new Problems("slip.yaml");
                    HamailConfig.read(Path.of("slip.yaml"), ConfigLoader.root(slipped, problems), problems);
                } catch (ConfigException e) {
                    assertFalse(e.problems().isEmpty());
                } catch (RuntimeException e) {
                    throw new AssertionError("not read, not told:\n" + slipped, e);
                }
            }
        }
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("hamail.yaml"), text);
    }

    private static String refusal(Path file) {
        return String.valueOf(assertThrows(ConfigException.class, () -> ConfigLoader.load(file))
                .getMessage());
    }
}
