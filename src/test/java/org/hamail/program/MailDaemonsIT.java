package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamail.support.ProcTree;
import org.hamail.support.RealServers;
import org.hamail.support.Script;
import org.junit.jupiter.api.Test;
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
    void aMasterThatWasStoppedBySignalStillExists() throws IOException {
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

    /** The processes below {@code ancestors}, as they are now. */
    private static String check(String profile, long... ancestors) throws IOException {
        var words = new ArrayList<String>();
        for (long pid : ancestors) {
            words.add(Long.toString(pid));
        }
        String table = Script.run(Path.of("test-fixtures/proc/record").toAbsolutePath(), Map.of(), words);
        try (var tree = ProcTree.of(ProcTree.INIT + table)) {
            return new CheckProgram(new DaemonCommand())
                    .answer(List.of(
                            "-d",
                            "all",
                            "--profile",
                            profile,
                            "--proc",
                            tree.path().toString()))
                    .text();
        }
    }

    private static void signal(String name, long pid) {
        Script.run(Path.of("/bin/kill"), Map.of(), List.of("-" + name, Long.toString(pid)));
    }

    private static void assertStarts(String wanted, String output) {
        assertEquals(wanted, output.substring(0, Math.min(wanted.length(), output.length())), output);
    }
}
