package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks by ssh and by NRPE of the examples, at an address that moves. */
class ChecksOnNodesTest {
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

    /** check_nrpe has no word for it: what is asked only for processes, which answer at once, must not wait for a probe's time. */
    @Test
    void onlyProbesWaitLongByNrpe() throws IOException {
        String commands = Files.readString(CONFIGURATION.resolve("nagios/commands.cfg"));
        assertEquals(List.of("-u -t 30", "-u -t 690"), found("check_nrpe[^\n]*(-u -t [0-9]+)", commands));
        assertEquals(
                List.of("30", "690"),
                found("command_name +check_mail_(?:daemon_)?by_nrpe\n[^}]*-t ([0-9]+)", commands));
        String services = Files.readString(CONFIGURATION.resolve("nagios/examples/two-nodes-nrpe.cfg"));
        assertEquals(List.of("process"), found("check_mail_daemon_by_nrpe!mail_(\\w+?)_", services));
        assertEquals(List.of("protocol"), found("check_mail_by_nrpe!mail_(\\w+?)_", services));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(it -> it.group(1))
                .distinct()
                .toList();
    }
}
