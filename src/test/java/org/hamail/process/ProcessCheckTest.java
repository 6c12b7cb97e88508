package org.hamail.process;

import static org.hamail.support.ProcTree.INIT;
import static org.hamail.support.ProcTree.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hamail.plugin.PluginOutput;
import org.hamail.probe.CheckRunner;
import org.hamail.support.ProcTree;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from a process table to the line that is printed. */
final class ProcessCheckTest {
    private static final String UPTIME = "uptime 1000.50\n";
    private static final String IMAPD = line(200, 1, 'S', 8, 90_000, "imapd", "/opt/mail/imapd", "imapd", "-D");

    @TempDir
    Path folder = Path.of("");

    @Test
    void livingDaemonIsOkWithFigures() throws IOException {
        assertEquals(
                "DAEMON OK: imapd 1 process, youngest 100 s|imapd_count=1;;1:;0 imapd_age=100s;;;0 imapd_zombies=0;;;0",
                check(UPTIME + INIT + IMAPD));
    }

    @Test
    void noProcessIsAbsent() throws IOException {
        assertEquals(
                "DAEMON CRITICAL [absent]: imapd 0 processes, at least 1 required|imapd_count=0;;1:;0 imapd_zombies=0;;;0",
                check(UPTIME + INIT));
    }

    @Test
    void aZombieDoesNotExist() throws IOException {
        assertEquals(
                "DAEMON CRITICAL [absent]: imapd 0 processes, 1 zombie, at least 1 required"
                        + "|imapd_count=0;;1:;0 imapd_zombies=1;;;0",
                check(INIT + line(200, 1, 'Z', 8, 90_000, "imapd", "-")));
    }

    @Test
    void aZombieOfAnotherUserIsNotCounted() throws IOException {
        var pattern = new ProcessPattern(
                Optional.of(CommandName.of("imapd")), Optional.empty(), OptionalLong.of(9), Optional.empty());
        var ofNine = new WantedDaemon("imapd", pattern, Optional.empty(), CountLimits.oneOrMore(), Optional.empty());
        String ended = line(200, 1, 'Z', 8, 90_000, "imapd", "-") + line(201, 1, 'Z', 9, 90_000, "imapd", "-");
        assertEquals(
                "DAEMON CRITICAL [absent]: imapd 0 processes, 1 zombie, at least 1 required"
                        + "|imapd_count=0;;1:;0 imapd_zombies=1;;;0",
                check(INIT + ended, ofNine));
    }

    @Test
    void stoppedProcessExistsAndSentenceSaysIt() throws IOException {
        assertEquals(
                "DAEMON OK: imapd 1 process, 1 stopped|imapd_count=1;;1:;0 imapd_zombies=0;;;0",
                check(INIT + IMAPD.replace("\tS\t", "\tT\t")));
    }

    @Test
    void withoutProcessOneTheCheckIsBlind() throws IOException {
        assertEquals("DAEMON UNKNOWN [blind]: process 1 is not visible: hidepid, or no process table", check(IMAPD));
    }

    @Test
    void pidFileOfDeadProcessIsOnlyNoted() throws IOException {
        Path pidFile = Files.writeString(folder.resolve("pid"), "4711\n");
        String output = check(INIT + IMAPD, wanted(Optional.of(pidFile)));
        assertTrue(
                output.startsWith("DAEMON OK: imapd 1 process, pid file " + pidFile + " is stale: process 4711"),
                output);
    }

    @Test
    void pidFileOfAnotherProgramMeansAbsent() throws IOException {
        Path pidFile = Files.writeString(folder.resolve("pid"), "1\n");
        String output = check(INIT, wanted(Optional.of(pidFile)));
        assertTrue(output.startsWith("DAEMON CRITICAL [absent]: imapd 0 processes"), output);
        assertTrue(output.contains("is stale: process 1 is another program, systemd"), output);
    }

    @Test
    void aSenselessPidFileIsBlindness() throws IOException {
        for (String content : List.of("", "\n", "init", "-5", "0", "imapd 200", "99999999999")) {
            Path pidFile = Files.writeString(folder.resolve("pid"), content);
            String output = check(INIT + IMAPD, wanted(Optional.of(pidFile)));
            assertTrue(output.startsWith("DAEMON UNKNOWN [blind]: "), content + " gave " + output);
        }
    }

    @Test
    void daemonThatSaysInitInPidFileRecovers() throws IOException {
        Path pidFile = Files.writeString(folder.resolve("pid"), "200\ninit\n");
        String output = check(INIT + IMAPD, wanted(Optional.of(pidFile)));
        assertTrue(output.startsWith("DAEMON WARNING [tempfail]: imapd 1 process, recovering"), output);
    }

    private static String check(String table) throws IOException {
        return check(table, wanted(Optional.empty()));
    }

    static WantedDaemon wanted(Optional<Path> pidFile) {
        var imapd = new ProcessPattern(
                Optional.of(CommandName.of("imapd")), Optional.empty(), OptionalLong.empty(), Optional.empty());
        return new WantedDaemon("imapd", imapd, pidFile, CountLimits.oneOrMore(), Optional.empty());
    }

    private static String check(String table, WantedDaemon wanted) throws IOException {
        try (var tree = ProcTree.of(table)) {
            var probe = new DaemonProbe(tree.path(), List.of(wanted), List.of(), Clock.systemUTC());
            return PluginOutput.line(CheckRunner.run(
                    "DAEMON", probe.bounded(), new DaemonEvaluation("DAEMON"), Deadline.after(Duration.ofSeconds(60))));
        }
    }
}
