package org.hamail.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class CommandNameTest {
    @Test
    void theKeptNameDecidesWhateverTheTitleSays() {
        assertEquals(Match.YES, match("imapd", "imapd", "imapd: mail1 [192.0.2.7] alice"));
        assertEquals(Match.YES, match("imapd", "imapd"));
    }

    @Test
    void lookAlikesAreOthers() {
        assertEquals(Match.NO, match("imapd", "grep", "grep", "imapd"));
        assertEquals(Match.NO, match("imapd", "imapd-old", "/usr/sbin/imapd-old"));
        assertEquals(Match.NO, match("imapd", "sh", "/bin/sh", "-c", "/usr/sbin/imapd -D"));
        assertEquals(Match.NO, match("imapd", "bash", "bash", "/usr/local/bin/imapd-wrapper"));
        assertEquals(Match.NO, match("imapd", "vi", "vi", "/etc/imapd.conf"));
        assertEquals(Match.NO, match("imapd", "tail", "tail", "-f", "imapd"));
        assertEquals(Match.NO, match("imapd", "ximapd", "ximapd"));
        assertEquals(Match.NO, match("imapd", "IMAPD", "IMAPD"));
    }

    @Test
    void aNameThatWasCutIsDecidedByTheFirstArgument() {
        assertEquals(Match.YES, match("mail-archive-daemon", "mail-archive-da", "/usr/sbin/mail-archive-daemon", "-f"));
        assertEquals(Match.NO, match("mail-archive-daemon", "mail-archive-da", "/usr/sbin/mail-archive-dagger"));
        assertEquals(Match.NO, match("mail-archive-da", "mail-archive-da", "/usr/sbin/mail-archive-daemon"));
        assertEquals(Match.UNCLEAR, match("mail-archive-daemon", "mail-archive-da"));
    }

    @Test
    void aNameOfJustFifteenBytesIsNotTakenForALongerOne() {
        assertEquals(Match.YES, match("tcp_smtp_server", "tcp_smtp_server", "/opt/sun/lib/tcp_smtp_server"));
        assertEquals(Match.YES, match("tcp_smtp_server", "tcp_smtp_server", "tcp_smtp_server: idle"));
        assertEquals(Match.YES, match("tcp_smtp_server", "tcp_smtp_server"));
        assertEquals(Match.NO, match("tcp_smtp_server", "tcp_smtp_server", "/opt/sun/lib/tcp_smtp_server_old"));
    }

    @Test
    void aScriptIsKnownByItsFile() {
        assertEquals(Match.YES, match("postgrey", "postgrey", "/usr/bin/perl", "/usr/sbin/postgrey"));
        assertEquals(Match.YES, match("postgrey", "perl", "/usr/bin/perl", "-w", "/usr/sbin/postgrey", "--inet=10023"));
        assertEquals(Match.YES, match("policyd", "python3.11", "/usr/bin/python3.11", "/usr/sbin/policyd"));
        assertEquals(Match.NO, match("policyd", "python3.11", "python3.11", "-m", "policyd"));
        assertEquals(Match.NO, match("imapd", "perl", "perl", "-e", "imapd"));
        assertEquals(Match.YES, match("imapd", "bash", "bash", "-e", "/opt/imapd"));
    }

    @Test
    void aPathWantsThatVeryFile() {
        assertEquals(Match.YES, match("/usr/sbin/imapd", "imapd", "/usr/sbin/imapd"));
        assertEquals(Match.NO, match("/usr/sbin/imapd", "imapd", "/opt/imapd"));
        assertEquals(Match.UNCLEAR, match("/usr/sbin/imapd", "imapd", "imapd"));
        assertEquals(Match.YES, CommandName.of("/usr/sbin/imapd").match(entry("imapd", "/usr/sbin/imapd", "imapd")));
        assertEquals(Match.NO, CommandName.of("/usr/sbin/imapd").match(entry("imapd", "/opt/imapd", "imapd")));
    }

    @Test
    void aFirstArgumentDoesNotMakeAnotherProgramOfOne() {
        CommandName imapd = CommandName.of("imapd");
        assertEquals(Match.NO, imapd.match(entry("sleep", "/usr/bin/sleep", "imapd", "1000")));
        assertEquals(Match.YES, imapd.match(entry("sleep", null, "imapd", "1000")), "who cannot see must not deny");
        assertEquals(Match.YES, imapd.match(entry("main-loop", "/opt/mail/imapd", "imapd")), "renamed its thread");
        assertEquals(Match.YES, imapd.match(entry("perl", "/usr/bin/perl", "imapd: idle")), "a script with a title");
    }

    private static Match match(String wanted, String kept, String... words) {
        return CommandName.of(wanted).match(entry(kept, null, words));
    }

    private static ProcessEntry entry(String kept, @org.jspecify.annotations.Nullable String program, String... words) {
        var stat = new StatLine(200, kept, 'S', 1, 0, 1, 100);
        return new ProcessEntry(stat, List.of(words), OptionalLong.of(8), Optional.ofNullable(program));
    }
}
