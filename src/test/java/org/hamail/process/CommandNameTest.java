package org.hamail.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hamail.process.ProcessPattern.PatternMatch;
import org.junit.jupiter.api.Test;

final class CommandNameTest {
    @Test
    void theKeptNameDecidesWhateverTheTitleSays() {
        assertEquals(PatternMatch.YES, match("imapd", "imapd", "imapd: mail1 [192.0.2.7] alice"));
        assertEquals(PatternMatch.YES, match("imapd", "imapd"));
    }

    @Test
    void lookAlikesAreOthers() {
        assertEquals(PatternMatch.NO, match("imapd", "grep", "grep", "imapd"));
        assertEquals(PatternMatch.NO, match("imapd", "imapd-old", "/usr/sbin/imapd-old"));
        assertEquals(PatternMatch.NO, match("imapd", "sh", "/bin/sh", "-c", "/usr/sbin/imapd -D"));
        assertEquals(PatternMatch.NO, match("imapd", "bash", "bash", "/usr/local/bin/imapd-wrapper"));
        assertEquals(PatternMatch.NO, match("imapd", "vi", "vi", "/etc/imapd.conf"));
        assertEquals(PatternMatch.NO, match("imapd", "tail", "tail", "-f", "imapd"));
        assertEquals(PatternMatch.NO, match("imapd", "ximapd", "ximapd"));
        assertEquals(PatternMatch.NO, match("imapd", "IMAPD", "IMAPD"));
    }

    @Test
    void truncatedNameIsDecidedByFirstArgument() {
        assertEquals(
                PatternMatch.YES,
                match("mail-archive-daemon", "mail-archive-da", "/usr/sbin/mail-archive-daemon", "-f"));
        assertEquals(PatternMatch.NO, match("mail-archive-daemon", "mail-archive-da", "/usr/sbin/mail-archive-dagger"));
        assertEquals(PatternMatch.NO, match("mail-archive-da", "mail-archive-da", "/usr/sbin/mail-archive-daemon"));
        assertEquals(PatternMatch.UNCLEAR, match("mail-archive-daemon", "mail-archive-da"));
    }

    @Test
    void fifteenByteNameIsNotTakenForLonger() {
        assertEquals(PatternMatch.YES, match("tcp_smtp_server", "tcp_smtp_server", "/opt/sun/lib/tcp_smtp_server"));
        assertEquals(PatternMatch.YES, match("tcp_smtp_server", "tcp_smtp_server", "tcp_smtp_server: idle"));
        assertEquals(PatternMatch.YES, match("tcp_smtp_server", "tcp_smtp_server"));
        assertEquals(PatternMatch.NO, match("tcp_smtp_server", "tcp_smtp_server", "/opt/sun/lib/tcp_smtp_server_old"));
    }

    @Test
    void aScriptIsKnownByItsFile() {
        assertEquals(PatternMatch.YES, match("postgrey", "postgrey", "/usr/bin/perl", "/usr/sbin/postgrey"));
        assertEquals(
                PatternMatch.YES,
                match("postgrey", "perl", "/usr/bin/perl", "-w", "/usr/sbin/postgrey", "--inet=10023"));
        assertEquals(PatternMatch.YES, match("policyd", "python3.11", "/usr/bin/python3.11", "/usr/sbin/policyd"));
        assertEquals(PatternMatch.NO, match("policyd", "python3.11", "python3.11", "-m", "policyd"));
        assertEquals(PatternMatch.NO, match("imapd", "perl", "perl", "-e", "imapd"));
        assertEquals(PatternMatch.YES, match("imapd", "bash", "bash", "-e", "/opt/imapd"));
    }

    @Test
    void aPathWantsThatVeryFile() {
        assertEquals(PatternMatch.YES, match("/usr/sbin/imapd", "imapd", "/usr/sbin/imapd"));
        assertEquals(PatternMatch.NO, match("/usr/sbin/imapd", "imapd", "/opt/imapd"));
        assertEquals(PatternMatch.UNCLEAR, match("/usr/sbin/imapd", "imapd", "imapd"));
        assertEquals(
                PatternMatch.YES, CommandName.of("/usr/sbin/imapd").match(entry("imapd", "/usr/sbin/imapd", "imapd")));
        assertEquals(PatternMatch.NO, CommandName.of("/usr/sbin/imapd").match(entry("imapd", "/opt/imapd", "imapd")));
    }

    @Test
    void firstArgumentDoesNotRenameProgram() {
        CommandName imapd = CommandName.of("imapd");
        assertEquals(PatternMatch.NO, imapd.match(entry("sleep", "/usr/bin/sleep", "imapd", "1000")));
        assertEquals(
                PatternMatch.YES, imapd.match(entry("sleep", null, "imapd", "1000")), "who cannot see must not deny");
        assertEquals(
                PatternMatch.YES, imapd.match(entry("main-loop", "/opt/mail/imapd", "imapd")), "renamed its thread");
        assertEquals(
                PatternMatch.YES, imapd.match(entry("perl", "/usr/bin/perl", "imapd: idle")), "a script with a title");
    }

    private static PatternMatch match(String wanted, String kept, String... words) {
        return CommandName.of(wanted).match(entry(kept, null, words));
    }

    private static ProcessEntry entry(String kept, @org.jspecify.annotations.Nullable String program, String... words) {
        var stat = new StatLine(200, kept, 'S', 1, 0, 1, 100);
        return new ProcessEntry(stat, List.of(words), OptionalLong.of(8), Optional.ofNullable(program));
    }
}
