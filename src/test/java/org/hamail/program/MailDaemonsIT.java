package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.DaemonCommand;
import org.hamail.support.ProcTree;
import org.hamail.support.RealServers;
import org.hamail.support.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The profiles on Debian's own daemons: there, stopped by a signal, gone.
 *
 * <p>The machine may run other servers as well, so the check reads a table with init and the processes of this test only.
 */
final class MailDaemonsIT {
    @ParameterizedTest
    @CsvSource({
        "dovecot-postfix, postfix, dovecot",
        "dovecot-exim, exim, dovecot",
        "cyrus-postfix, postfix, cyrus",
        "courier-postfix, postfix, courier"
    })
    void aProfileSeesItsServersComeAndGo(String profile, String smtp, String store) throws IOException {
        try (var servers = new RealServers("127.0.0.41")) {
            servers.start(smtp).start(store);
            long smtpPid = servers.pid(smtp);
            long storePid = servers.pid(store);
            assertStarts("DAEMON OK: smtpd", check(profile, smtpPid, storePid));
            servers.stop(store);
            String output = check(profile, smtpPid, storePid);
            assertStarts("DAEMON CRITICAL [absent]: popd 0 processes", output);
            assertTrue(output.contains("imapd 0 processes"), output);
            assertTrue(output.contains("; smtpd "), output);
            servers.stop(smtp);
            assertStarts("DAEMON CRITICAL [absent]: smtpd 0 processes", check(profile, smtpPid, storePid));
        }
    }

    @Test
    void masterThatWasStoppedBySignalStillExists() throws IOException {
        try (var servers = new RealServers("127.0.0.42")) {
            servers.start("dovecot");
            long pid = servers.pid("dovecot");
            signal("STOP", pid);
            try {
                String output = check("dovecot-postfix", pid, pid);
                assertTrue(output.contains("imapd 1 process, 1 stopped"), output);
            } finally {
                signal("CONT", pid);
            }
        }
    }

    @Test
    void countsAndStaleFileAreReported(@TempDir Path directory) throws IOException {
        Path checkpoint = Files.createFile(directory.resolve("checkpoint"));
        Files.setLastModifiedTime(checkpoint, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        try (var servers = new RealServers("127.0.0.43")) {
            servers.start("dovecot");
            long pid = servers.pid("dovecot");
            assertStarts("DAEMON OK: dovecot 1 process", process(pid));
            assertStarts("DAEMON WARNING [too-many]: dovecot 1 process", process(pid, "-w", "0:0", "-c", "0:5"));
            assertStarts("DAEMON CRITICAL [too-few]: dovecot 1 process", process(pid, "-c", "2:"));
            assertStarts("DAEMON WARNING [stale]: ", process(pid, "--fresh", checkpoint + ",60"));
            assertStarts("DAEMON OK: dovecot 1 process", process(pid, "--fresh", checkpoint + ",7200"));
        }
    }

    private static String process(long pid, String... more) throws IOException {
        var words = new ArrayList<>(List.of("-C", "dovecot"));
        words.addAll(List.of(more));
        return answer(words, pid);
    }

    /** All roles of {@code profile} among the processes below {@code ancestors}, as they are now. */
    private static String check(String profile, long... ancestors) throws IOException {
        return answer(List.of("-d", "all", "--profile", profile), ancestors);
    }

    private static String answer(List<String> options, long... ancestors) throws IOException {
        var words = new ArrayList<String>();
        for (long pid : ancestors) {
            words.add(Long.toString(pid));
        }
        String table = Script.run(Path.of("test-fixtures/proc/record").toAbsolutePath(), Map.of(), words);
        try (var tree = ProcTree.of(ProcTree.INIT + table)) {
            var all = new ArrayList<>(options);
            all.addAll(List.of("--proc", tree.path().toString()));
            return new CheckProgram(new DaemonCommand()).answer(all).text();
        }
    }

    private static void signal(String name, long pid) {
        Script.run(Path.of("/bin/kill"), Map.of(), List.of("-" + name, Long.toString(pid)));
    }

    private static void assertStarts(String wanted, String output) {
        assertEquals(wanted, output.substring(0, Math.min(wanted.length(), output.length())), output);
    }
}
