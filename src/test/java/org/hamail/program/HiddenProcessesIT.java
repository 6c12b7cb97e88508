package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamail.support.Script;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's own {@code hidepid}, as an ordinary user meets it. */
final class HiddenProcessesIT {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void letEverybodyReadTheProgram() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path jar = Files.copy(
                Path.of("target", "check-mail-daemon.jar"),
                folder.resolve("check.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void whatIsHiddenIsNeverAbsent(String mode) {
        for (String command : List.of("systemd", "no-such-daemon", "java")) {
            String output = check(mode, "-C", command);
            assertTrue(output.startsWith("DAEMON UNKNOWN [blind]: process 1 is not visible"), output);
            assertTrue(output.endsWith("exit 3"), output);
        }
    }

    @Test
    void missingDaemonIsAbsentWhereAllIsVisible() {
        String output = check("0", "-C", "no-such-daemon");
        assertTrue(output.startsWith("DAEMON CRITICAL [absent]: no-such-daemon 0 processes"), output);
        assertTrue(output.endsWith("exit 2"), output);
    }

    private String check(String mode, String... words) {
        var all = new ArrayList<>(List.of(
                mode,
                System.getProperty("java.home") + "/bin/java",
                folder.resolve("check.jar").toString()));
        all.addAll(List.of(words));
        all.addAll(List.of("-t", "100"));
        return Script.run(Path.of("test-fixtures", "proc", "hidden").toAbsolutePath(), Map.of(), all);
    }
}
