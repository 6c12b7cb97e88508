package org.hamail.operator.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.ConfigLoader;
import org.hamail.operator.doctor.Doctor.Machine;
import org.hamail.operator.doctor.finding.Finding;
import org.hamail.program.Bench;
import org.hamail.time.Standstill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault is sown into a logical host on which all is well. */
class DoctorTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    private Bench bench;
    private ServedImap server;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(directory);
        bench.policy = "settle: 0s, confirm_timeout: 60s";
        bench.prepare();
        server = new ServedImap(bench, directory);
        bench.tell(Map.of("--state", "OK", "--output", "DAEMON OK: imapd 1 process"));
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    private List<Finding> findings() throws Exception {
        return findings(System.getProperty("user.name"));
    }

    private List<Finding> findings(String usualUser) throws Exception {
        return findings(usualUser, Standstill.of(() -> 1, () -> 0)); // a starved machine is not what they test
    }

    private List<Finding> findings(String usualUser, Standstill standstill) throws Exception {
        var machine = new Machine(directory, directory.resolve("bridge.json"), usualUser);
        return new Doctor(ConfigLoader.load(bench.configuration), Optional.empty(), machine, standstill)
                .examine(Optional.empty(), Optional.empty())
                .all();
    }

    /** {@code WHERE@TEXT} is the first line with that text. */
    private void found(String id, String where) throws Exception {
        List<Finding> findings = findings();
        assertEquals(List.of(id), findings.stream().map(Finding::id).toList(), findings::toString);
        String expected = where;
        if (where.contains("@") && !where.endsWith(":2")) {
            Path file = directory.resolve(where.substring(0, where.indexOf('@')));
            List<String> lines = Files.readAllLines(file);
            int line = 1;
            while (!lines.get(line - 1).contains(where.substring(where.indexOf('@') + 1))) {
                line++;
            }
            expected = file.getFileName() + ":" + line;
        }
        String found = findings.get(0).where();
        assertEquals(expected, found.substring(found.lastIndexOf('/') + 1), findings::toString);
    }

    private void change(String from, String to) throws IOException {
        String text = Files.readString(bench.configuration);
        assertTrue(text.contains(from), text);
        Files.writeString(bench.configuration, text.replace(from, to));
    }

    private void add(String text) throws IOException {
        Files.writeString(bench.configuration, Files.readString(bench.configuration) + text);
    }

    private void file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void nothingIsFoundWhereAllIsWell() throws Exception {
        assertEquals(List.of(), findings());
    }

    @Test
    void aCoreWhoseStateCannotBeRead() throws Exception {
        add("core: {kind: nagios, status_file: " + directory + "/status.dat}\n");
        found("unreadable", "hamail.yaml@status_file");
        String what = findings().get(0).what();
        assertTrue(what.contains("status.dat does not exist: the core is not running"), what);
        file(
                "status.dat",
                Files.readString(Path.of("test-fixtures/core/status.dat")).replaceAll("created=\\d+", "created=1000"));
        found("unreadable", "hamail.yaml@status_file");
    }

    @Test
    void anApiThatDoesNotAnswer() throws Exception {
        add("core: {kind: icinga, url: \"https://127.0.0.1:1\", user: hamail, password_file: " + directory
                + "/icinga.pw}\n");
        found("file-missing", "hamail.yaml@password_file");
        Path password = directory.resolve("icinga.pw");
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, "secret\n");
        found("unreadable", "hamail.yaml@url:");
    }

    @Test
    void aWindowThatHoldsNoTwoTimeouts() throws Exception {
        change("settle: 0s", "retry_interval: 23m, settle: 0s");
        found("policy-window", "hamail.yaml@retry_interval");
        change("retry_interval: 23m", "retry_interval: 24m");
        assertEquals(List.of(), findings());
        change("retry_interval: 24m", "act_on: [absent], retry_interval: 1m");
        assertEquals(List.of(), findings());
    }

    @Test
    void anEngineThatDoesNotAnswer() throws Exception {
        bench.script("exit 1");
        found("engine-silent", "mail1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"restart", "move", "stop", "start", "status"})
    void aCommandThatIsNoProgram(String command) throws Exception {
        change(" " + command + ": [" + bench.engine, " " + command + ": [/nonexistent/program");
        found("engine-command", "hamail.yaml@ " + command + ": [");
    }

    @ParameterizedTest
    @CsvSource({"restart, 1", "start, 1", "status, 0"})
    void aCommandThatSudoRefuses(String command, int findings) throws Exception {
        Path sudo = directory.resolve("sudo");
        Files.writeString(sudo, """
                #!/bin/sh
                case "$*" in "-n -l -n "*" status "*) exit 0 ;; "-n -l "*) echo "a password is required"; exit 1 ;; esac
                shift; exec "$@"
                """);
        Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
        change(" " + command + ": [" + bench.engine, " " + command + ": [" + sudo + ", -n, " + bench.engine);
        if (findings == 0) {
            assertEquals(List.of(), findings());
        } else {
            found("engine-command", "hamail.yaml@sudo");
            assertTrue(findings().get(0).what().contains("(a password is required)"));
        }
        assertTrue(bench.deeds().isEmpty(), "nothing was run");
    }

    @Test
    void aDaemonThatIsNotThere() throws Exception {
        server.endProcess();
        found("not-served", "mail1");
        change("imapd: {command: hamail-test-imapd", "imapd: {command: hamail-test-other");
        found("not-served", "mail1");
    }

    @Test
    void aDaemonThatDoesNotServe() throws Exception {
        server.endServer();
        found("not-served", "mail1");
        assertEquals(0, bench.hamail("off", "-l", "mail1") % 2);
    }

    @Test
    void aProcessCheckThatCannotSee() throws Exception {
        file("imapd.pid", "senseless");
        change("hamail-test-imapd,", "hamail-test-imapd, pid_file: " + directory + "/imapd.pid,");
        found("process-check-blind", "phys-a");
    }

    @Test
    void aDirectoryThatDoesNotAnswer() throws Exception {
        change("policy:", "directories: {user_group: {host: 127.0.0.1, port: 1, timeout: 2s}}\n    policy:");
        found("directory-down", "hamail.yaml@user_group");
        change("user_group", "config");
        assertEquals(List.of(), findings());
    }

    @Test
    void aMonitoringHostThatReachesNothing() throws Exception {
        change("policy:", "sanity: {reach: [\"127.0.0.1:1\"]}\n    policy:");
        found("sanity-unreachable", "hamail.yaml@sanity");
        change("127.0.0.1:1\"", "127.0.0.1:1\", \"127.0.0.1:" + server.port() + "\"");
        assertEquals(List.of(), findings());
    }

    @Test
    void aStateDirectoryThatIsNotThere() throws Exception {
        change("state_dir: " + bench.stateDir, "state_dir: " + directory.resolve("missing"));
        assertEquals(
                List.of("state-owner", "no-report-yet"),
                findings().stream().map(Finding::id).toList());
    }

    @Test
    void aStateDirectoryOfAnotherUser() throws Exception {
        List<Finding> findings = findings("daemon");
        assertEquals(List.of("state-owner"), findings.stream().map(Finding::id).toList());
        assertEquals("chown -R daemon " + bench.stateDir, findings.get(0).change());
        assertTrue(
                findings.get(0)
                        .what()
                        .matches(
                                "it belongs to [^ ]+, not to daemon, and so do [0-9]+ more \\(daemon is assumed; --nagios-config"
                                        + " tells the real user, and a handler that root starts works as the owner\\)"),
                findings.get(0).what());
        assertEquals(List.of(), findings("a-user-that-does-not-exist"));
    }

    @Test
    void profileMismatchIsFound() throws Exception {
        change("our-mail}", "courier-postfix}");
        Path dovecot = Files.copy(Path.of("/bin/sleep"), directory.resolve("dovecot"));
        Process other = new ProcessBuilder(dovecot.toString(), "600").start();
        try {
            List<Finding> findings = findings();
            assertEquals("profile-mismatch", findings.get(0).id(), findings::toString);
            assertTrue(findings.stream().noneMatch(finding -> finding.id().equals("not-served")));
        } finally {
            other.destroyForcibly().waitFor(); // the next test looks for such a process
        }
    }

    /** It is no reason to hold anything, but whoever changes it decides what recovery runs. */
    @Test
    void whatEverybodyMayWriteIsFound() throws Exception {
        for (Path file : List.of(bench.configuration, bench.stateDir, bench.engine)) {
            Set<PosixFilePermission> closed = Files.getPosixFilePermissions(file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
            List<Finding> findings = findings();
            assertEquals(
                    List.of("file-mode"), findings.stream().map(Finding::id).toList());
            assertEquals(file.toString(), findings.get(0).where());
            assertEquals("everybody may write to it", findings.get(0).what());
            assertEquals("chmod o-w " + file, findings.get(0).change());
            Files.setPosixFilePermissions(file, closed);
        }
    }

    @Test
    void readableSecretsAndMissingFilesAreFound() throws Exception {
        file("secret", "x\n");
        Files.setPosixFilePermissions(directory.resolve("secret"), PosixFilePermissions.fromString("rw-r--r--"));
        add("core: {kind: icinga, url: \"https://127.0.0.1:5665\", user: u, password_file: " + directory
                + "/secret}\n");
        found("file-mode", "secret");
        Files.setPosixFilePermissions(directory.resolve("secret"), PosixFilePermissions.fromString("rw-----w-"));
        found("file-mode", "secret");
        Files.setPosixFilePermissions(directory.resolve("secret"), PosixFilePermissions.fromString("rw-r-----"));
        found("unreadable", "hamail.yaml@core:"); // nobody answers there, which would hide nothing else
        change("/secret}", "/secret, ca: " + directory + "/nothing}");
        found("file-missing", "hamail.yaml@ca:");
        change(directory + "/secret", directory + "/other");
        assertEquals(2, findings().size());
    }

    @Test
    void anAgentThatIsDown() throws Exception {
        add("agent: {socket: " + directory + "/agent.sock}\n");
        found("agent-down", "hamail.yaml@agent:");
    }

    @ParameterizedTest
    @CsvSource({"null, 0, bridge-unknown", "1764194400.123, 0, ''", "1764194400.123, 90, bridge-unknown"})
    void aBridgeThatTheCoreDoesNotKnow(String registered, int age, String id) throws Exception {
        file(
                "bridge.json",
                "{\"pid\": 1, \"programs\": {\"check_mail_protocol\": {\"registered\": " + registered
                        + ", \"jobs\": 0, \"open\": 0}}}");
        Files.setLastModifiedTime(
                directory.resolve("bridge.json"), FileTime.from(Instant.now().minus(Duration.ofSeconds(age))));
        if (id.isEmpty()) {
            assertEquals(List.of(), findings());
        } else {
            found(id, "bridge.json");
        }
    }

    @Test
    void aBridgeWhoseStatusIsNone() throws Exception {
        file("bridge.json", "{\"pid\"");
        found("unreadable", "bridge.json");
    }

    @Test
    void journalThatIsBrokenOrLargeOrEmpty() throws Exception {
        Path journal = bench.stateDir.resolve("mail1/journal.jsonl");
        String text = Files.readString(journal);
        Files.writeString(journal, text.replace("imapd", "popd"));
        found("journal-broken", "journal.jsonl:2");
        Files.delete(journal);
        assertTrue(findings().stream().anyMatch(finding -> finding.id().equals("no-report-yet")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            etc/systemd/system/our.service | Restart=always | two-restarters
            usr/lib/systemd/system/our.service | Restart=on-failure | two-restarters
            usr/lib/systemd/system/our.service | Restart=no | ''
            usr/lib/systemd/system/other.service | Restart=always | ''
            usr/lib/systemd/system/our.service.d/x.conf | Restart=always | two-restarters
            usr/lib/systemd/system/post@.service | Restart=always | two-restarters
            etc/monit/monitrc | check process our with pidfile /run/x.pid | two-restarters
            etc/monit/monitrc | check process hamail-test-imapd with pidfile /run/x.pid | two-restarters
            etc/monit/conf.d/mail | check process imap matching "hamail-test-imapd" | two-restarters
            etc/monit/monitrc | check process other with pidfile /run/x.pid | ''
            """)
    void anotherRestarterOfTheSameDaemon(String file, String line, String id) throws Exception {
        Files.copy(Path.of("/bin/true"), directory.resolve("systemctl"));
        String text = Files.readString(bench.configuration);
        Files.writeString(
                bench.configuration,
                text.replaceAll("(?s)kind: command.*?timeout: 2s", "kind: none")
                        .replace("confirm_timeout", "mode: restart-only, confirm_timeout")
                        .replace(
                                "  our-mail:\n",
                                "  our-mail:\n    restart: [" + directory
                                        + "/systemctl, --quiet, restart, our, post@-]\n"));
        file(file, "# first\n" + line + "\n");
        if (id.isEmpty()) {
            assertEquals(List.of(), findings());
        } else {
            found(id, file.substring(file.lastIndexOf('/') + 1) + ":2");
        }
    }

    @Test
    void theServersOwnWatcher() throws Exception {
        change("{profile: our-mail}", "{profile: our-mail, server_root: " + directory + "/root}");
        file("root/config/msg.conf", "local.autorestart = yes\n");
        assertTrue(findings().stream().anyMatch(finding -> finding.id().equals("two-restarters")));
    }
}
