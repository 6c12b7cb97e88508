package org.hamail.checks;

import static org.hamail.support.ProcTree.INIT;
import static org.hamail.support.ProcTree.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.hamail.support.ProcTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check that was told of another kind of server than the one that runs. */
final class FittingProfileTest {
    private static final String DOVECOT =
            line(20, 1, 'S', 0, 100, "dovecot", "/usr/sbin/dovecot", "/usr/sbin/dovecot", "-F");
    private static final String POSTFIX =
            line(30, 1, 'S', 0, 100, "master", "/usr/lib/postfix/sbin/master", "/usr/lib/postfix/sbin/master", "-w");
    private static final String POSTFIX_CLIENT =
            line(31, 30, 'S', 100, 200, "smtpd", "/usr/lib/postfix/sbin/smtpd", "smtpd", "-n", "smtp");

    @TempDir
    Path folder = Path.of("");

    @Test
    void healthyDovecotWithoutProfileIsNotAbsent() throws IOException {
        String output = check(DOVECOT + POSTFIX, "-d", "imapd");
        assertTrue(
                output.startsWith(
                        "DAEMON UNKNOWN [usage]: no program of the profile netscape-4.1 runs here, and those of"
                                + " dovecot-postfix do: name it with --profile\n"),
                output);
        assertTrue(output.contains("Usage: check_mail_daemon"), output);
    }

    @Test
    void theCauseStaysWhereAProfileWasNamed() throws IOException {
        assertTrue(check(DOVECOT + POSTFIX, "-d", "imapd", "--profile", "netscape-4.1")
                .startsWith(
                        "DAEMON CRITICAL [absent]: imapd 0 processes, at least 1 required; no program of the profile"
                                + " netscape-4.1 runs here, and those of dovecot-postfix do|imapd_count=0;;1:;0"));
    }

    @Test
    void postfixClientProcessIsNoNetscapeDaemon() throws IOException {
        assertTrue(check(DOVECOT + POSTFIX + POSTFIX_CLIENT, "-d", "imapd").contains("those of dovecot-postfix do"));
    }

    @Test
    void severalProfilesThatFitAreAllNamed() throws IOException {
        assertTrue(check(DOVECOT, "-d", "imapd").contains("those of dovecot-postfix or dovecot-exim do"));
    }

    @Test
    void daemonThatRunsUnderNoProfileIsAbsent() throws IOException {
        assertAbsent(check("", "-d", "imapd"));
        assertAbsent(check(POSTFIX, "-d", "imapd")); // a server root's imapd can be gone beside a local Postfix
        assertAbsent(check(POSTFIX + DOVECOT, "-d", "mshttpd"));
    }

    @Test
    void profileOfWhichAnythingRunsIsRightOne() throws IOException {
        String popd = line(40, 1, 'S', 8, 100, "popd", "/opt/msg/popd", "popd");
        assertAbsent(check(DOVECOT + POSTFIX + popd, "-d", "imapd"));
    }

    @Test
    void whoNamesServerRootKnowsWhatRunsThere() throws IOException {
        Path root = folder.resolve("server4");
        Files.createDirectories(root.resolve("msg-mail1"));
        assertAbsent(check(DOVECOT + POSTFIX, "-d", "imapd", "--server-root", root.toString()));
    }

    private static void assertAbsent(String output) {
        assertTrue(output.startsWith("DAEMON CRITICAL [absent]: "), output);
        assertEquals(-1, output.indexOf("profile"), output);
    }

    private static String check(String table, String... words) throws IOException {
        try (var tree = ProcTree.of(INIT + table)) {
            Stream<String> all = Stream.concat(
                    Arrays.stream(words), Stream.of("--proc", tree.path().toString()));
            return new CheckProgram(new DaemonCommand()).answer(all.toList()).text();
        }
    }
}
