package org.hamail.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** packaging/install, with the jars of this build. */
class InstallIT {
    private static final Path INSTALL = Path.of("packaging/install").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void installedProgramsAnswerAndLeaveWithoutATrace() throws Exception {
        Path prefix = folder.resolve("a prefix");
        Call.End end = install("--prefix", prefix.toString());
        assertEquals(0, end.code(), end.toString());
        assertTrue(end.out().contains("installed hamail in " + prefix), end.out());
        assertTrue(end.out().endsWith("\n  " + prefix + "/bin/hamail doctor\n"), end.out());
        assertTrue(Files.exists(prefix.resolve("share/doc/hamail/examples/one-box.yaml")), "an example");
        for (String program : InstalledTree.PROGRAMS.keySet()) {
            boolean command = program.startsWith("hamail");
            Path link = prefix.resolve(command ? "bin" : "lib/nagios/plugins").resolve(program);
            Call.End answer = new Call(link, "--version").end();
            assertEquals(3, answer.code(), answer.toString());
            assertTrue(answer.out().startsWith(program + " (hamail) "), answer.toString());
            assertTrue(Files.exists(prefix.resolve("share/man/man8/" + program + ".8")), program);
        }
        Path units = prefix.resolve("lib/systemd/system");
        assertTrue(Files.readString(units.resolve("hamail-reconcile.service"))
                .contains("\nExecStart=\"" + prefix + "/bin/hamail\" reconcile\n"));
        assertTrue(Files.exists(units.resolve("hamail-reconcile.timer")));
        assertEquals(0, install("--prefix", prefix.toString(), "--uninstall").code());
        assertFalse(Files.exists(prefix), () -> "folders are left in " + prefix);
    }

    @Test
    void pluginsOfOthersStay() throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        Path other = Files.writeString(plugins.resolve("check_mail_ha"), "somebody else's");
        String prefix = folder.resolve("prefix").toString();
        assertEquals(
                0,
                install("--prefix", prefix, "--plugins", plugins.toString(), "--uninstall")
                        .code());
        assertEquals("somebody else's", Files.readString(other));
    }

    @Test
    void dryRunDoesNothing() throws Exception {
        Call.End end = install("--prefix", folder.resolve("x").toString(), "--dry-run");
        assertEquals(0, end.code());
        assertTrue(end.out().lines().allMatch(line -> line.startsWith("would: ")), end.out());
        assertFalse(Files.exists(folder.resolve("x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "--prefix", "--prefix=x", "--plugins relative", "stray"})
    void wrongWordsExitThree(String words) throws Exception {
        Call.End end = install(words.split(" "));
        assertEquals(3, end.code());
        assertTrue(end.err().startsWith("packaging/install: "), end.toString());
    }

    private static Call.End install(String... words) throws IOException, InterruptedException {
        return new Call(INSTALL, words).without("HAMAIL_ARCHIVES").end();
    }
}
