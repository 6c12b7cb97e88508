package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks by ssh of the examples, at an address that moves. */
class SshChecksTest {
    private static final Path CONFIGURATION = Path.of(System.getProperty("basedir", ""), "nagios-config");

    /** Nothing tells ssh that the address is no longer on the node that it talks with, unless it says something itself. */
    @ParameterizedTest
    @CsvSource({
        "nagios/commands.cfg, command_line[^\\n]*check_by_ssh[^\\n]*-t 690[^\\n]*",
        "icinga2/examples/two-nodes-agents.conf, by_ssh_timeout = 690[^}]*"
    })
    void patientCheckEndsWhenTheServiceHasMoved(String file, Pattern check) throws IOException {
        List<String> checks = check.matcher(Files.readString(CONFIGURATION.resolve(file)))
                .results()
                .map(MatchResult::group)
                .toList();
        assertFalse(checks.isEmpty(), file);
        assertEquals(
                List.of(),
                checks.stream()
                        .filter(it -> !it.contains("ServerAliveInterval="))
                        .toList());
    }
}
