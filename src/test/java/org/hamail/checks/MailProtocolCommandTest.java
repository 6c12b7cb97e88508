package org.hamail.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailProtocolCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '/',
            value = {
                "-P smtp/SMTP/hostname",
                "-H h/MAIL/protocol",
                "-P gopher -H h/MAIL/gopher",
                "-Ppop -H h -p 0/POP3/port",
                "-P imap -H h -p 65536/IMAP/port",
                "-P imap -H h -p x/IMAP/port",
                "-P imap -H h -t 0/IMAP/timeout",
                "-P imap -H h -t -1/IMAP/timeout",
                "-P imap -H h -w x/IMAP/warning",
                "-P imap -H h -c 3:2/IMAP/critical",
                "-P imap -H h -4 -6/IMAP/exclude",
                "-P imap -H 127.0.0.1 -6/IMAP/family",
                "-P imap -H ::1 -4/IMAP/family",
                "-P imap -H a;b/IMAP/host name",
                "-P imap -H mail.test:143/IMAP/'mail.test:143' has a port in it; give the host alone, and the port with --port",
                "-P imap -H 127.0.0.1:143/IMAP/has a port in it",
                "-P imap -H [::1]:143/IMAP/has a port in it",
                "-P imap -H mail.test:/IMAP/has a port in it",
                "-P imap -H %nosuch/IMAP/'%nosuch' is not a host name or address",
                "-P imap -H fe80::1%nosuch/IMAP/there is no network interface 'nosuch' here",
                "-P imap -H fe80::1%/IMAP/there is no network interface '' here",
                "-P imap -H a:b:c/IMAP/'a:b:c' is not an IPv6 address",
                "-P imap -H mail:b:c/IMAP/'mail:b:c' is not an IPv6 address",
                "-P imap -H 1::2::3/IMAP/is not an IPv6 address",
                "-P imap -H h --observer elsewhere/IMAP/observer",
                "-P imap -H h --tls ssl3/IMAP/tls",
                "-P imap -H h --tls none -S/IMAP/exclude",
                "-P smtp -H h --tls implicit -S/SMTP/exclude",
                "-P http -H h --tls starttls/HTTP/starttls",
                "-P imap -H h --verify/IMAP/needs --tls",
                "-P imap -H h -D 30/IMAP/needs --tls",
                "-P imap -H h -S -D x/IMAP/DAYS",
                "-P imap -H h -S -D 1,2,3/IMAP/DAYS",
                "-P imap -H h -S -D 7,30/IMAP/the critical days, 30, are more than the warning days, 7",
                "-P imap -H h -S --ca x/IMAP/needs --verify",
                "-P imap -H h -S --verify --ca nowhere.pem/IMAP/nowhere.pem",
                "-P imap -H h -F name/IMAP/smtp only",
                "-P imap -H h -f a@b/IMAP/--from goes with -P lmtp or smtp only",
                "-P managesieve -H h -F name/SIEVE/--fqdn goes with -P lmtp or smtp only",
                "-P lmtp -H h --round-trip a@b/LMTP/--round-trip goes with -P smtp only",
                "-P sieve -H h --tls implicit -S/SIEVE/exclude",
                "-P smtp -H h -f a<b/SMTP/mail address",
                "-P smtp -H h --user u/SMTP/go together",
                "-P smtp -H h --password-file nowhere/SMTP/go together",
                "-P smtp -H h --user u --password-file nowhere/SMTP/does not exist",
                "-P http -H h --user u --password-file nowhere/HTTP/http",
                "-P smtp -H h --round-trip a@b/SMTP/needs --fetch",
                "-P smtp -H h --round-trip a@b --fetch imap/SMTP/needs --user",
                "-P smtp -H h --fetch imap/SMTP/needs --round-trip",
                "-P pop -H h --round-trip a@b --fetch imap/POP3/smtp only",
                "-P smtp -H h stray/SMTP/stray",
                "-P smtp -H h --nonsense/SMTP/nonsense",
                "-P smtp -H h --on refused/SMTP/--on"
            })
    void senselessOptionsAreUsageErrorsWithTheReasonFirst(String words, String label, String reason) {
        CheckProgram.CheckAnswer answer = answer(words);
        assertEquals(3, answer.exitCode(), answer.text());
        String[] lines = answer.text().split("\n");
        assertTrue(lines[0].startsWith(label + " UNKNOWN [usage]: "), lines[0]);
        assertTrue(lines[0].contains(reason), lines[0]);
        assertTrue(lines[1].startsWith("Usage: check_mail_protocol -P PROTOCOL -H HOST [-p PORT] "), lines[1]);
        assertEquals(-1, answer.text().indexOf('|'), answer.text());
    }

    @Test
    void portWhereNobodyListensIsRefusedWithFigures() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        CheckProgram.CheckAnswer answer = answer("-P imap -H 127.0.0.1 -p " + port);
        assertEquals(2, answer.exitCode());
        assertTrue(
                answer.text().matches("IMAP CRITICAL \\[refused]: .*\\|time=[0-9.]+s;;;0;660 connect=[0-9.]+s;;;0\n"),
                answer.text());
    }

    @Test
    void aNameThatDoesNotResolveIsDns() {
        CheckProgram.CheckAnswer answer = answer("-P smtp -H no-such-host.invalid -t 50");
        assertEquals(2, answer.exitCode());
        assertTrue(answer.text().startsWith("SMTP CRITICAL [dns]: "), answer.text());
        assertTrue(answer.text().matches("(?s).*\\|time=[0-9.]+s;;;0;50\n"), answer.text());
    }

    private static CheckProgram.CheckAnswer answer(String words) {
        return new CheckProgram(new MailProtocolCommand()).answer(List.of(words.split(" ")));
    }

    /** The kernel has no route for TCP to the broadcast address: nothing leaves this machine. */
    @Test
    void anAddressWithoutARouteIsUnreachable() {
        CheckProgram.CheckAnswer answer = new CheckProgram(new MailProtocolCommand())
                .answer(List.of("-P", "smtp", "-H", "255.255.255.255", "-t", "50"));
        assertEquals(2, answer.exitCode(), answer.text());
        assertTrue(answer.text().startsWith("SMTP CRITICAL [unreachable]: 255.255.255.255 port 25"), answer.text());
        assertTrue(answer.text().matches("[^|]*\\|time=[0-9.]+s;;;0;50 connect=[0-9.]+s;;;0\n"), answer.text());
    }

    @Test
    void anIpv6AddressMayStandInBrackets() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0)) {
            port = server.getLocalPort();
        }
        CheckProgram.CheckAnswer answer = answer("-P imap -H [::1] -t 50 -p " + port);
        assertTrue(answer.text().contains("]: ::1 port " + port), answer.text());
        assertTrue(
                answer("-P imap -H [::1] -4").text().startsWith("IMAP UNKNOWN [usage]: --hostname: '::1' is not an"));
    }

    @Test
    void readablePasswordFileServesWithNote(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("pw"), "secret\n");
        List<String> words = List.of(
                "-P", "pop", "-H", "no-such-host.invalid", "-v", "--user", "u", "--password-file", file.toString());
        String remark = "password file " + file + " is world-readable (chmod o=)\n";
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        String text = new CheckProgram(new MailProtocolCommand()).answer(words).text();
        assertTrue(text.startsWith("POP3 CRITICAL [dns]: ") && text.endsWith("\n" + remark), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        text = new CheckProgram(new MailProtocolCommand()).answer(words).text();
        assertEquals(-1, text.indexOf("everybody"), text);
    }

    @Test
    void authoritiesComeFromAFileThatEnds(@TempDir Path folder) throws IOException {
        assertRefused("'/dev/zero': not a regular file", Path.of("/dev/zero"));
        assertRefused("': no readable certificate in it", Files.writeString(folder.resolve("text"), "no\n"));
        assertRefused("': larger than 4 MB", Files.write(folder.resolve("huge"), new byte[(4 << 20) + 1]));
        assertRefused("': cannot be read", folder.resolve("nowhere"));
    }

    private static void assertRefused(String reason, Path authorities) {
        CheckProgram.CheckAnswer answer = new CheckProgram(new MailProtocolCommand())
                .answer(List.of("-P", "imap", "-H", "h", "-S", "--verify", "--ca", authorities.toString()));
        assertEquals(3, answer.exitCode(), answer.text());
        assertTrue(answer.text().startsWith("IMAP UNKNOWN [usage]: --ca: '"), answer.text());
        assertTrue(answer.text().lines().findFirst().orElse("").endsWith(reason), answer.text());
    }
}
