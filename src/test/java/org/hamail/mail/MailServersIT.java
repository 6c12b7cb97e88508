package org.hamail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The probes against a real Dovecot and a real Postfix. */
class MailServersIT {
    private static final String ADDRESS = "127.0.0.32";
    private static RealServers servers = new RealServers(ADDRESS);

    @BeforeAll
    static void start() throws IOException {
        servers.with("SMTP_SASL", "yes")
                .with("DOVECOT_PROTOCOLS", "imap pop3 lmtp sieve")
                .start("dovecot")
                .start("postfix");
        Path password = servers.root().resolve("password");
        Files.writeString(password, "secret\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Path wrong = servers.root().resolve("wrong");
        Files.writeString(wrong, "wrong\n");
        Files.setPosixFilePermissions(wrong, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @ParameterizedTest
    @CsvSource({
        "IMAP_PORT, -P imap",
        "IMAP_PORT, -P imap -e IMAP4rev1 --user alice --password-file {password}",
        "IMAP_PORT, -P imap --tls starttls --verify --ca {ca} --sni localhost -D 1",
        "IMAPS_PORT, -P imap -S --verify --ca {ca} --sni localhost --user alice --password-file {password}",
        "POP3_PORT, -P pop",
        "POP3_PORT, -P pop --user alice --password-file {password}",
        "POP3_PORT, -P pop --tls starttls --user alice --password-file {password}",
        "POP3S_PORT, -P pop --tls implicit",
        "SMTP_PORT, -P smtp",
        "SMTP_PORT, -P smtp -f probe@mail.test -F probe.test",
        "SMTP_PORT, -P smtp -S --verify --ca {ca} --sni localhost",
        "SUBMISSION_PORT, -P smtp -S --user alice --password-file {password}",
        "SMTPS_PORT, -P smtp --tls implicit -D 1",
        "LMTP_PORT, -P lmtp",
        "LMTP_PORT, -P lmtp -F probe.test -f probe@mail.test",
        "LMTP_PORT, -P lmtp -S --verify --ca {ca} --sni localhost -D 1",
        "SIEVE_PORT, -P sieve -e fileinto",
        "SIEVE_PORT, -P sieve --user alice --password-file {password}",
        "SIEVE_PORT, -P managesieve -S --verify --ca {ca} --sni localhost -D 1 --user alice --password-file {password}"
    })
    void whatServesIsOk(String port, String words) {
        CheckProgram.CheckAnswer answer = answer(port, words);
        assertEquals(0, answer.exitCode(), answer.text());
        assertTrue(answer.text().matches("[A-Z3]+ OK: .*\\|time=.* quit=.*\n"), answer.text());
    }

    @ParameterizedTest
    @CsvSource({
        "IMAP_PORT, -P imap --user alice --password-file {wrong}, auth",
        "POP3_PORT, -P pop --user alice --password-file {wrong}, auth",
        "SUBMISSION_PORT, -P smtp -S --user alice --password-file {wrong}, auth",
        "IMAPS_PORT, -P imap -S --verify, certificate",
        "IMAPS_PORT, -P imap -S --verify --ca {ca} --sni other.test, certificate",
        "IMAP_PORT, -P imap --tls implicit, tls",
        "IMAP_PORT, -P smtp, garbled",
        "SMTP_PORT, -P imap, garbled",
        "IMAPS_PORT, -P imap -t 3, timeout/greeting",
        "SIEVE_PORT, -P sieve --user alice --password-file {wrong}, auth",
        "SIEVE_PORT, -P sieve -S --verify, certificate",
        "SIEVE_PORT, -P imap, garbled",
        "IMAP_PORT, -P sieve, garbled",
        "SMTP_PORT, -P lmtp, rejected",
        "LMTP_PORT, -P smtp, rejected",
        "LMTP_PORT, -P lmtp --user alice --password-file {password}, auth"
    })
    void whatDoesNotServeHasItsCause(String port, String words, String cause) {
        CheckProgram.CheckAnswer answer = answer(port, words);
        assertEquals(2, answer.exitCode(), answer.text());
        assertTrue(answer.text().contains(" CRITICAL [" + cause + "]: "), answer.text());
    }

    @ParameterizedTest
    @CsvSource({
        "imap, IMAP_PORT, none",
        "pop, POP3_PORT, none",
        "imap, IMAPS_PORT, implicit",
        "pop, POP3_PORT, starttls"
    })
    void aMessageMakesItsRoundTripAndLeavesNothingBehind(String fetch, String fetchPort, String fetchTls)
            throws Exception {
        String words = "-P smtp -t 50 --round-trip alice@mail.test --user alice --password-file {password} --fetch "
                + fetch + " --fetch-tls " + fetchTls + " --fetch-port " + servers.port(fetchPort);
        CheckProgram.CheckAnswer answer = answer("SMTP_PORT", words);
        assertEquals(0, answer.exitCode(), answer.text());
        assertTrue(answer.text().matches("SMTP OK: .* submit=.* delivery=.* fetch=.*\n"), answer.text());
        assertEquals(List.of(), messages());
    }

    /** A message that another client has marked is not the probe's to destroy; one that an earlier probe left behind is. */
    @ParameterizedTest
    @CsvSource({"imap, IMAP_PORT", "pop, POP3_PORT"})
    void onlyMessagesOfTheCheckAreDeleted(String fetch, String fetchPort) throws Exception {
        String words = "-P smtp -t 50 --round-trip alice@mail.test --user alice --password-file {password} --fetch "
                + fetch + " --fetch-port " + servers.port(fetchPort);
        assertEquals(
                0,
                answer("IMAP_PORT", "-P imap --user alice --password-file {password}")
                        .exitCode());
        Path marked = servers.root().resolve("dovecot/mail/alice/cur/1000000000.foreign:2,ST");
        Files.createDirectories(marked.getParent());
        Files.writeString(marked, "From: somebody@mail.test\nSubject: to be kept\n\nText.\n");
        try {
            CheckProgram.CheckAnswer failed = answer("SMTP_PORT", words.replace(" " + servers.port(fetchPort), " 1"));
            assertTrue(failed.text().startsWith("SMTP CRITICAL [refused]: "), failed.text());
            Eventually.get(Duration.ofSeconds(30), MailServersIT::messages, seen -> seen.size() == 2);
            CheckProgram.CheckAnswer answer = answer("SMTP_PORT", words);
            assertEquals(0, answer.exitCode(), answer.text());
            assertEquals(1, messages().size(), messages().toString());
            assertTrue(
                    messages().get(0).startsWith("1000000000.foreign"),
                    messages().toString());
        } finally {
            Files.deleteIfExists(marked);
        }
    }

    /** The files of alice's mailbox. */
    private static List<String> messages() throws IOException {
        var names = new ArrayList<String>();
        for (String folder : List.of("cur", "new")) {
            try (Stream<Path> files =
                    Files.list(servers.root().resolve("dovecot/mail/alice").resolve(folder))) {
                files.map(file -> file.getFileName().toString()).forEach(names::add);
            }
        }
        return names;
    }

    @Test
    void stoppedServerHangsAndDeadlineFindsIt() throws Exception {
        try (RealServers own = new RealServers("127.0.0.33").start("dovecot")) {
            signal("STOP", own.pid("dovecot"));
            try {
                CheckProgram.CheckAnswer answer = new CheckProgram(new MailProtocolCommand())
                        .answer(List.of("-P", "imap", "-H", "127.0.0.33", "-p", "" + own.port("IMAP_PORT"), "-t", "3"));
                assertTrue(answer.text().startsWith("IMAP CRITICAL [timeout/greeting]: "), answer.text());
            } finally {
                signal("CONT", own.pid("dovecot"));
            }
        }
    }

    /** Its login processes give up after 30 s, with BYE, -ERR or the end of the connection. */
    @ParameterizedTest
    @CsvSource({"imap, IMAP_PORT, none, hello", "pop, POP3_PORT, none, greeting", "pop, POP3S_PORT, implicit, greeting"
    })
    void aServerWhoseAuthenticationHangsIsATimeout(String protocol, String port, String tls, String phase)
            throws Exception {
        try (RealServers own = new RealServers("127.0.0.34").start("dovecot")) {
            var words =
                    List.of("-P", protocol, "-H", "127.0.0.34", "-p", "" + own.port(port), "--tls", tls, "-t", "35");
            assertEquals(
                    0, new CheckProgram(new MailProtocolCommand()).answer(words).exitCode());
            long authentication = ProcessHandle.of(own.pid("dovecot"))
                    .orElseThrow()
                    .children()
                    .filter(child -> child.info().command().orElse("").endsWith("/auth"))
                    .findFirst()
                    .orElseThrow()
                    .pid();
            signal("STOP", authentication);
            try {
                CheckProgram.CheckAnswer answer = new CheckProgram(new MailProtocolCommand()).answer(words);
                assertTrue(answer.text().contains(" CRITICAL [timeout/" + phase + "]: "), answer.text());
                assertTrue(answer.text().contains(" the server gave up by itself: "), answer.text());
            } finally {
                signal("CONT", authentication);
            }
        }
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + name, "" + pid).inheritIO().start();
        assertTrue(kill.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, kill.exitValue());
    }

    private static CheckProgram.CheckAnswer answer(String port, String words) {
        var all = new ArrayList<>(List.of("-H", ADDRESS, "-p", "" + servers.port(port)));
        for (String word : words.split(" ")) {
            all.add(word.replace("{ca}", servers.root().resolve("certs/ca.pem").toString())
                    .replace("{password}", servers.root().resolve("password").toString())
                    .replace("{wrong}", servers.root().resolve("wrong").toString()));
        }
        return new CheckProgram(new MailProtocolCommand()).answer(all);
    }
}
