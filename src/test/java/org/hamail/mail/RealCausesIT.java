package org.hamail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.probe.Phase;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.hamail.support.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Dovecot and Postfix can be made to do: each test starts its own, and breaks it. */
class RealCausesIT {
    private static final String ADDRESS = "127.0.0.34";

    private final RealServers servers = new RealServers(ADDRESS);

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void servingServerMayStillMismatchOrBeSlow() throws IOException {
        servers.start("dovecot");
        assertFails(1, "mismatch", "IMAP_PORT", "-P imap -e X-NO-SUCH-CAPABILITY");
        assertFails(1, "slow", "POP3_PORT", "-P pop -w 0");
        assertFails(2, "slow", "POP3_PORT", "-P pop -c 0");
        assertFails(1, "certificate", "IMAPS_PORT", "-P imap -S -D 99999,0");
        assertFails(2, "certificate", "POP3S_PORT", "-P pop -S -D 99999,99999");
    }

    @Test
    void aServerThatIsGoneRefuses() throws IOException {
        servers.start("dovecot").stop("dovecot");
        assertFails(2, "refused", "IMAP_PORT", "-P imap");
    }

    @ParameterizedTest
    @CsvSource({
        "POP3_PORT, -P pop, greeting",
        "POP3_PORT, -P pop --tls starttls, greeting",
        "IMAPS_PORT, -P imap -S, tls",
        "IMAP_PORT, -P http, command"
    })
    void aStoppedServerIsATimeoutInThePhaseThatWaits(String port, String words, String phase) throws IOException {
        servers.start("dovecot");
        signal("STOP", servers.pid("dovecot"));
        try {
            assertFails(2, "timeout/" + phase, port, words + " -t 3");
        } finally {
            signal("CONT", servers.pid("dovecot"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dovecot, POP3_PORT, -P pop, HELLO",
        "dovecot, IMAP_PORT, -P imap, HELLO",
        "postfix, SMTP_PORT, -P smtp, HELLO",
        "postfix, SMTP_PORT, -P smtp -f a@mail.test, COMMAND",
        "dovecot, POP3_PORT, -P pop, QUIT",
        "dovecot, IMAP_PORT, -P imap, QUIT",
        "postfix, SMTP_PORT, -P smtp, QUIT"
    })
    void aServerThatStopsInTheMiddleIsATimeoutInThePhaseThatItStoppedIn(
            String server, String port, String words, Phase phase) {
        servers.start(server);
        List<Long> stopped = new ArrayList<>();
        try {
            CheckProgram.CheckAnswer answer = answer(
                    new MailProtocolCommand(entered -> {
                        if (entered == phase) {
                            stopped.addAll(stopAll(server));
                        }
                    }),
                    port,
                    words + " -t 3");
            assertEquals(2, answer.exitCode(), answer.text());
            String cause = " CRITICAL [timeout/" + phase.name().toLowerCase(Locale.ROOT) + "]: ";
            assertTrue(answer.text().contains(cause), answer.text());
        } finally {
            stopped.forEach(pid -> signal("CONT", pid));
        }
    }

    @Test
    void serverThatAcceptsNobodyIsConnectTimeout() throws IOException {
        servers.start("dovecot");
        List<Long> stopped = stopAll("dovecot");
        List<Socket> crowd = new ArrayList<>();
        try {
            while (isTakenIn(crowd)) {
                assertTrue(crowd.size() < 10_000, "its queue has no end");
            }
            assertFails(2, "timeout/connect", "POP3_PORT", "-P pop -t 3");
        } finally {
            for (Socket one : crowd) {
                one.close();
            }
            stopped.forEach(pid -> signal("CONT", pid));
        }
    }

    /** The launcher in a network of its own, of which nothing is up. */
    @Test
    void serverToWhichNoNetworkLeadsIsUnreachable() throws Exception {
        servers.start("dovecot");
        boolean root = "root".equals(System.getProperty("user.name"));
        Path launcher = Path.of(System.getProperty("basedir", ""), "plugins", "check_mail_protocol");
        String port = "" + servers.port("IMAP_PORT");
        Process process = new ProcessBuilder(
                        "/usr/bin/unshare",
                        root ? "-n" : "-rn",
                        launcher.toAbsolutePath().toString(),
                        "-P",
                        "imap",
                        "-H",
                        ADDRESS,
                        "-p",
                        port)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor(), output);
        assertTrue(output.startsWith("IMAP CRITICAL [unreachable]: "), output);
    }

    @Test
    void aLoginThatNobodyDecidesIsATimeout() throws IOException {
        servers.start("dovecot");
        assertServes("IMAP_PORT", "-P imap" + account());
        long auth = child(servers.pid("dovecot"), "/auth");
        signal("STOP", auth);
        try {
            String output = answer("IMAP_PORT", "-P imap -t 3" + account()).text();
            assertTrue(output.matches("(?s)IMAP CRITICAL \\[timeout/(login|greeting|hello)]: .*"), output);
        } finally {
            signal("CONT", auth);
        }
    }

    @Test
    void unknownRecipientIsRejectedOrTemporarilyRefused() throws IOException {
        servers.start("dovecot").start("postfix");
        String words = "-P smtp --round-trip nobody@mail.test --fetch imap --fetch-port " + servers.port("IMAP_PORT")
                + account();
        assertFails(2, "rejected", "SMTP_PORT", words);
        Path folder = servers.root().resolve("postfix/etc");
        Files.writeString(folder.resolve("main.cf"), "soft_bounce = yes\n", StandardOpenOption.APPEND);
        Script.run(Path.of("/usr/sbin/postfix"), Map.of(), List.of("-c", folder.toString(), "reload"));
        CheckProgram.CheckAnswer answer =
                Eventually.get(Duration.ofSeconds(60), () -> answer("SMTP_PORT", words), seen -> seen.exitCode() == 1);
        assertTrue(answer.text().startsWith("SMTP WARNING [tempfail]: "), answer.text());
    }

    @Test
    void messageThatStaysInQueueIsUndelivered() throws IOException {
        servers.start("dovecot").start("postfix");
        long queue = child(servers.pid("postfix"), "/qmgr");
        signal("STOP", queue);
        try {
            String trip = " --fetch imap --fetch-port " + servers.port("IMAP_PORT") + account();
            assertFails(2, "undelivered", "SMTP_PORT", "-P smtp -t 8 --round-trip alice@mail.test" + trip);
        } finally {
            signal("CONT", queue);
        }
    }

    @Test
    void aNameThatNobodyHasIsDns() {
        String output = new CheckProgram(new MailProtocolCommand())
                .answer(List.of("-P", "smtp", "-H", "nobody.invalid"))
                .text();
        assertTrue(output.startsWith("SMTP CRITICAL [dns]: nobody.invalid port 25"), output);
    }

    private String account() throws IOException {
        Path password = servers.root().resolve("password");
        Files.writeString(password, "secret\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        return " --user alice --password-file " + password;
    }

    /** Stops the server with all its children, and tells which. */
    private List<Long> stopAll(String server) {
        long first = servers.pid(server);
        List<Long> all = Stream.concat(
                        Stream.of(first),
                        ProcessHandle.of(first).orElseThrow().descendants().map(ProcessHandle::pid))
                .toList();
        all.forEach(pid -> signal("STOP", pid));
        return all;
    }

    private boolean isTakenIn(List<Socket> crowd) throws IOException {
        var one = new Socket();
        crowd.add(one);
        try {
            one.connect(new InetSocketAddress(ADDRESS, servers.port("POP3_PORT")), 500);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static long child(long parent, String program) {
        return Eventually.get(
                        Duration.ofSeconds(60),
                        () -> ProcessHandle.of(parent)
                                .orElseThrow()
                                .descendants()
                                .filter(child ->
                                        child.info().command().orElse("").endsWith(program))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .pid();
    }

    private static void signal(String name, long pid) {
        Script.run(Path.of("/bin/kill"), Map.of(), List.of("-" + name, "" + pid));
    }

    private void assertServes(String port, String words) {
        CheckProgram.CheckAnswer answer = answer(port, words);
        assertEquals(0, answer.exitCode(), answer.text());
    }

    private void assertFails(int exitCode, String cause, String port, String words) {
        CheckProgram.CheckAnswer answer = answer(port, words);
        assertEquals(exitCode, answer.exitCode(), answer.text());
        assertTrue(answer.text().matches("(?s)[A-Z3]+ (WARNING|CRITICAL) \\[" + cause + "]: .*"), answer.text());
    }

    private CheckProgram.CheckAnswer answer(String port, String words) {
        return answer(new MailProtocolCommand(), port, words);
    }

    private CheckProgram.CheckAnswer answer(MailProtocolCommand command, String port, String words) {
        var all = new ArrayList<>(List.of("-H", ADDRESS, "-p", "" + servers.port(port)));
        all.addAll(List.of(words.split(" ")));
        return new CheckProgram(command).answer(all);
    }
}
