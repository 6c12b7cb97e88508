package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.hamail.program.Bench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of recovery is told before it is needed. */
class DoctorVerbTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(directory).prepare();
    }

    private void told(String line) {
        assertEquals(2, bench.hamail("doctor"));
        assertTrue(bench.printed().contains(line), bench.printed());
    }

    /** A sudo whose rules allow nothing but {@code status}; the real one is asked by the same words. */
    private String sudo() throws Exception {
        Path sudo = directory.resolve("sudo");
        Files.writeString(sudo, """
                #!/bin/sh
                case "$*" in "-n -l -n "*" status "*) exit 0 ;; "-n -l "*) echo "a password is required"; exit 1 ;; esac
                shift; exec "$@"
                """);
        Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
        return sudo.toString();
    }

    @Test
    void aMissingRightToRestartIsTold() throws Exception {
        String text = Files.readString(bench.configuration);
        Files.writeString(
                bench.configuration, text.replace("[" + bench.engine, "[" + sudo() + ", -n, " + bench.engine));
        told("BAD  the restart command: sudo does not allow " + System.getProperty("user.name") + " -n " + bench.engine
                + " restart mail1 all (a password is required)");
        assertTrue(bench.printed().contains("ok   the status command: "), bench.printed());
        assertTrue(bench.deeds().isEmpty(), "nothing was run");
    }

    @Test
    void aCommandThatIsNoProgramIsTold() throws Exception {
        String text = Files.readString(bench.configuration);
        Files.writeString(bench.configuration, text.replace("move: [" + bench.engine, "move: [/nonexistent/move"));
        told("BAD  the move command: /nonexistent/move is not an executable file");
    }

    @Test
    void aProcessCheckThatCannotSeeIsTold() throws Exception {
        String text = Files.readString(bench.configuration);
        Path pidFile = Files.writeString(directory.resolve("imapd.pid"), "senseless");
        Files.writeString(
                bench.configuration,
                text.replace("hamail-test-imapd,", "hamail-test-imapd, pid_file: " + pidFile + ","));
        told("BAD  imapd processes: DAEMON UNKNOWN [blind]: ");
    }
}
