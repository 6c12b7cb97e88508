package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hamail.support.RealServers;
import org.hamail.support.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The jar against a real slapd. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckMailDirectoryIT {
    private static final String BASE = "dc=mail,dc=test";
    private static final String ALICE = "uid=alice,ou=people," + BASE;
    private static final String PERFDATA = "time=[0-9.]+s;;;0;30 connect=[0-9.]+s;;;0.*";

    private final RealServers servers = new RealServers("127.0.0.51");
    private final Path folder;

    CheckMailDirectoryIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void startDirectory() {
        servers.start("slapd");
    }

    @AfterAll
    void stopDirectory() {
        servers.close();
    }

    @Test
    void theRootEntryIsEnoughToHaveAnswered() throws Exception {
        Outcome outcome = check("--role", "config");
        assertEquals(0, outcome.code(), outcome.text());
        assertTrue(outcome.text().matches("DIRECTORY OK: config directory answered in [0-9.]+ s\\|" + PERFDATA + "\n"));
        assertTrue(outcome.text().contains(" command="));
        assertTrue(outcome.text().contains(" quit="));
    }

    @Test
    void theBaseIsThere() throws Exception {
        assertOk(check("--role", "user-group", "-b", BASE));
    }

    @Test
    void filtersFindWhatTheyShould() throws Exception {
        for (String filter : List.of(
                "(uid=alice)",
                "uid=alice",
                "(uid=al*ce)",
                "(&(uid=*)(!(uid=bob)))",
                "(|(uid=bob)(mail=alice@*))",
                "(cn=Alice\\20Test)",
                "(createTimestamp>=20200101000000Z)")) {
            Outcome outcome = check("--role", "user-group", "-b", BASE, "-F", filter);
            assertOk(outcome);
            assertFalse(outcome.text().contains("nothing matches"), filter + ": " + outcome.text());
        }
        Outcome nobody = check("--role", "user-group", "-b", BASE, "-F", "(uid=bob)");
        assertOk(nobody);
        assertTrue(nobody.text().contains("nothing matches the filter"), nobody.text());
    }

    @Test
    void searchThatFindsManyEntriesStopsAtFirst() throws Exception {
        assertOk(check("--role", "user-group", "-b", BASE, "-F", "(objectClass=*)"));
    }

    @Test
    void wrongBaseIsMismatchByRole() throws Exception {
        Outcome critical = check("--role", "user-group", "-b", "dc=elsewhere");
        assertEquals(2, critical.code());
        assertTrue(
                critical.text().startsWith("DIRECTORY CRITICAL [directory]: mismatch: 127.0.0.51 port "),
                critical.text());
        assertTrue(critical.text().contains("noSuchObject (32)"), critical.text());
        assertEquals(1, check("--role", "config", "-b", "dc=elsewhere").code());
    }

    @Test
    void whatIsNoNameAtAllIsRejected() throws Exception {
        Outcome outcome = check("--role", "user-group", "-b", "no name");
        assertEquals(2, outcome.code());
        assertTrue(outcome.text().contains("[directory]: rejected: "), outcome.text());
        assertTrue(outcome.text().contains("invalidDNSyntax (34)"), outcome.text());
    }

    @Test
    void theRightPasswordLogsIn() throws Exception {
        Outcome outcome = check("--role", "user-group", "-D", ALICE, "--password-file", password("secret"), "-b", BASE);
        assertOk(outcome);
        assertTrue(outcome.text().contains(" login="), outcome.text());
    }

    @Test
    void aWrongPasswordIsToldWithoutThePassword() throws Exception {
        Outcome outcome =
                check("--role", "user-group", "-D", ALICE, "--password-file", password("open-sesame"), "-vvv");
        assertEquals(2, outcome.code());
        assertTrue(outcome.text().startsWith("DIRECTORY CRITICAL [directory]: auth: "), outcome.text());
        assertTrue(outcome.text().contains("invalidCredentials (49)"), outcome.text());
        assertTrue(outcome.text().contains("\nC: bind as " + ALICE + "\n"), outcome.text());
        assertFalse(outcome.text().contains("sesame"), outcome.text());
    }

    @Test
    void startTlsAndLdapsAreVerifiedAgainstAuthority() throws Exception {
        String ca = servers.root().resolve("certs/ca.pem").toString();
        for (String mode : List.of("starttls", "implicit")) {
            assertOk(check("--role", "user-group", "--tls", mode));
            Outcome verified = check(
                    "--role",
                    "user-group",
                    "--tls",
                    mode,
                    "--verify",
                    "--ca",
                    ca,
                    "-b",
                    BASE,
                    "-D",
                    ALICE,
                    "--password-file",
                    password("secret"),
                    "-v");
            assertOk(verified);
            assertTrue(verified.text().contains(" tls="), verified.text());
            assertTrue(verified.text().contains("\nsecured by TLSv1.3 "), verified.text());
            Outcome unknown = check("--role", "user-group", "--tls", mode, "--verify");
            assertEquals(2, unknown.code());
            assertTrue(unknown.text().startsWith("DIRECTORY CRITICAL [directory]: certificate: "), unknown.text());
        }
    }

    @Test
    void plainPortTakenForTlsIsTlsFault() throws Exception {
        Outcome outcome =
                run("--role", "user-group", "-H", servers.address(), "-p", port(), "--tls", "implicit", "-t", "20");
        assertEquals(2, outcome.code());
        assertTrue(outcome.text().startsWith("DIRECTORY CRITICAL [directory]: tls: "), outcome.text());
    }

    @Test
    void stoppedDirectoryIsTimeoutInPhaseThatHangs() throws Exception {
        try (RealServers hung = new RealServers("127.0.0.52").start("slapd")) {
            String pid = Long.toString(hung.pid("slapd"));
            Script.run(Path.of("/bin/kill"), Map.of(), List.of("-STOP", pid));
            try {
                String port = Integer.toString(hung.port("LDAP_PORT"));
                Outcome search = run("--role", "user-group", "-H", "127.0.0.52", "-p", port, "-t", "1");
                assertEquals(2, search.code());
                assertTrue(
                        search.text().startsWith("DIRECTORY CRITICAL [directory]: timeout/command: "), search.text());
                Outcome tls = run("--role", "config", "-H", "127.0.0.52", "-p", port, "-t", "1", "--tls", "starttls");
                assertEquals(1, tls.code());
                assertTrue(tls.text().startsWith("DIRECTORY WARNING [directory]: timeout/tls: "), tls.text());
            } finally {
                Script.run(Path.of("/bin/kill"), Map.of(), List.of("-CONT", pid));
            }
        }
    }

    @Test
    void aDirectoryThatIsGoneIsRefused() throws Exception {
        Outcome outcome = run("--role", "config", "-H", "127.0.0.53", "-p", "9");
        assertEquals(1, outcome.code());
        assertTrue(
                outcome.text().startsWith("DIRECTORY WARNING [directory]: refused: 127.0.0.53 port 9: "),
                outcome.text());
    }

    @Test
    void badOptionsAreUsageErrorsWithReasonFirst() throws Exception {
        Path open = Files.writeString(folder.resolve("open.pw"), "secret");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));
        List<List<String>> wrong = List.of(
                List.of("-H", "localhost"),
                List.of("--role", "mail", "-H", "localhost"),
                List.of("--role", "config"),
                List.of("--role", "config", "-H", "-x y"),
                List.of("--role", "config", "-H", "localhost", "-p", "65536"),
                List.of("--role", "config", "-H", "localhost", "-t", "0"),
                List.of("--role", "config", "-H", "localhost", "-4", "-6"),
                List.of("--role", "config", "-H", "localhost", "--tls", "maybe"),
                List.of("--role", "config", "-H", "localhost", "--verify"),
                List.of("--role", "config", "-H", "localhost", "--tls", "starttls", "--ca", "/dev/null"),
                List.of("--role", "config", "-H", "localhost", "--tls", "starttls", "--verify", "--ca", "/dev/null"),
                List.of("--role", "config", "-H", "localhost", "-F", "(uid=alice"),
                List.of("--role", "config", "-H", "localhost", "-D", ALICE),
                List.of("--role", "config", "-H", "localhost", "--password-file", password("secret")),
                List.of("--role", "config", "-H", "localhost", "-D", ALICE, "--password-file", "/nowhere/pw"),
                List.of("--role", "config", "-H", "localhost", "-D", ALICE, "--password-file", open.toString()),
                List.of("--role", "config", "-H", "localhost", "stray"));
        for (List<String> words : wrong) {
            Outcome outcome = run(words.toArray(String[]::new));
            assertEquals(3, outcome.code(), words + ": " + outcome.text());
            assertTrue(outcome.text().startsWith("DIRECTORY UNKNOWN [usage]: "), words + ": " + outcome.text());
            assertTrue(outcome.text().contains("\nUsage: check_mail_directory "), words + ": " + outcome.text());
        }
    }

    @Test
    void theJarIsSmall() throws IOException {
        assertTrue(Files.size(Path.of("target/check-mail-directory.jar")) < 1_500_000);
    }

    private static void assertOk(Outcome outcome) {
        assertEquals(0, outcome.code(), outcome.text());
        assertTrue(outcome.text().startsWith("DIRECTORY OK: "), outcome.text());
    }

    private String port() {
        return Integer.toString(servers.port("LDAP_PORT"));
    }

    private String password(String password) throws IOException {
        Path file = Files.writeString(folder.resolve("probe.pw"), password + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
                .toString();
    }

    private Outcome check(String... words) throws IOException, InterruptedException {
        boolean implicit = List.of(words).contains("implicit");
        var all = new ArrayList<>(List.of("-H", servers.address(), "-p", port()));
        all.set(3, Integer.toString(servers.port(implicit ? "LDAPS_PORT" : "LDAP_PORT")));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    private static Outcome run(String... words) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-jar", "target/check-mail-directory.jar"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Outcome(process.exitValue(), text);
    }

    private record Outcome(int code, String text) {}
}
