package org.hamail.recovery.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.hamail.io.ProcFixture;
import org.hamail.model.Placeholders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningCommandsTest {
    private static final List<String> SUDO =
            List.of("/usr/bin/sudo", "-n", "/usr/local/sbin/slow", "restart", "{logical_host}", "{daemon}");
    private static final List<String> SLOW = List.of("/bin/sh", "/usr/local/sbin/slow", "restart", "mail1", "all");
    private static final int ROOT = 0;
    private static final int OURSELVES = 103;
    private static final int NOBODY = 65534;

    @TempDir
    Path directory = Path.of("/nonexistent");

    private ProcFixture table;

    @BeforeEach
    void aTable() throws Exception {
        table = new ProcFixture(directory);
    }

    /** What is left when sudo was killed. */
    @Test
    void aProgramThatOutlivedItsSudoIsFound() throws Exception {
        table.process(500, ROOT, 500, 1, SLOW);
        assertTrue(isRunning(SUDO));
    }

    @Test
    void sudoItselfIsFoundWhileItWaits() throws Exception {
        table.process(500, OURSELVES, 500, 1, List.of("sudo", "-n", "/usr/local/sbin/slow", "restart", "mail1", "all"));
        assertTrue(isRunning(SUDO));
    }

    @Test
    void anotherLogicalHostsIsNotOurs() throws Exception {
        table.process(500, ROOT, 500, 1, List.of("/usr/local/sbin/slow", "restart", "mail2", "all"));
        assertFalse(isRunning(SUDO));
    }

    /** Anybody can give a process such words, and start a program like sudo that runs as root. */
    @Test
    void commandStartedByOthersDoesNotCount() throws Exception {
        table.process(500, NOBODY, 500, 1, SLOW);
        assertFalse(isRunning(SUDO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sudo -n timeout -k 5 290 slow restart {logical_host} {daemon}",
                "sudo -u root -n -- slow restart {logical_host} {daemon}",
                "sudo -nu root slow restart {logical_host} {daemon}",
                "sudo -nH -uroot LANG=C slow restart {logical_host} {daemon}",
                "sudo --user=root --non-interactive slow restart {logical_host} {daemon}",
                "env -u LANG LC_ALL=C nice -n 5 slow restart {logical_host} {daemon}",
                "timeout 290 slow restart {logical_host} {daemon}",
                "slow restart {logical_host} {daemon}",
            })
    void whatOnlyRunsTheProgramIsNoPartOfItsWords(String template) throws Exception {
        assertFalse(isRunning(List.of(template.split(" "))));
        table.process(500, ROOT, 500, 1, SLOW);
        assertTrue(isRunning(List.of(template.split(" "))));
    }

    @Test
    void whereProcessesAreHiddenItCannotBeTold() throws Exception {
        table.hide(1);
        EngineUnavailable silent = assertThrows(EngineUnavailable.class, () -> isRunning(SUDO));
        assertEquals(
                "whether one of its commands still runs cannot be seen: process 1 is not visible; hamail must see the"
                        + " processes of all users: mount /proc without hidepid, or with gid= of a group that the user"
                        + " of hamail is in",
                silent.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "cmdline"})
    void whereOneMayNotBeLookedAtItCannotBeTold(String file) throws Exception {
        table.process(500, ROOT, 500, 1, SLOW).unreadable(500, file);
        EngineUnavailable silent = assertThrows(EngineUnavailable.class, () -> isRunning(SUDO));
        assertTrue(String.valueOf(silent.getMessage()).contains("process 500 may not be looked at"));
    }

    private boolean isRunning(List<String> template) throws EngineUnavailable {
        return new RunningCommands(table.folder())
                .any(List.of(template, List.of()), Placeholders.none().with(Placeholders.LOGICAL_HOST, "mail1"));
    }
}
