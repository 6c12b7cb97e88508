package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.CheckRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentChecksTest {
    private final Path config;
    private final AgentChecks checks;

    AgentChecksTest(@TempDir Path directory) throws IOException {
        config = Files.writeString(directory.resolve("hamail.yaml"), """
                profiles:
                  ours:
                    daemons:
                      imapd: {command: no-such-program-of-ours, protocol: imap, port: 143}
                """);
        checks = new AgentChecks(config, (priority, line) -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"check_mail_protocol", "check_mail_daemon", "check_mail_directory", "check_mail_ha"})
    void everyCheckOfTheContractIsKnown(String name) {
        Answer version = answer(name, "-V");
        assertEquals(3, version.exitCode());
        assertTrue(version.text().startsWith(name + " "), version::text);
    }

    @Test
    void nothingElseIsKnown() {
        assertTrue(checks.named(List.of("handle_mail_fault", "-h")).isEmpty());
        assertTrue(checks.named(List.of()).isEmpty());
    }

    @Test
    void scheduledCheckKnowsProfilesOfAgentsOwnConfiguration() {
        Answer answer = answer("check_mail_daemon", "-d", "imapd", "--profile", "ours");
        assertTrue(
                answer.text().contains("no-such-program-of-ours")
                        || answer.text().contains("[absent]"),
                answer::text);
        assertEquals(2, answer.exitCode(), answer::text);
    }

    @Test
    void overlongTimeLimitIsLeftToLauncher() {
        for (String longer : List.of("-t604800", "--timeout=721", "-to 86400")) {
            assertTrue(runFor(longer).isEmpty(), longer);
        }
        for (String usual : List.of("-t660", "--timeout=720", "-tx", "-v")) {
            assertTrue(runFor(usual).isPresent(), usual);
        }
    }

    @Test
    void aProbeOfSomebodyWhoLeftEnds() throws Exception {
        try (var tarpit = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CheckRun run = checks.runFor(List.of(
                            "check_mail_protocol", "-P", "imap", "-H", "127.0.0.1", "-p", "" + tarpit.getLocalPort()))
                    .orElseThrow();
            var prober = new Thread(run::answer);
            prober.start();
            try (Socket silent = tarpit.accept()) {
                prober.interrupt(); // what it opens from now on is closed as well
                run.abandon();
                prober.join(60_000);
                assertFalse(prober.isAlive(), "it would read for 660 s");
                assertFalse(silent.isClosed());
            }
        }
    }

    private Optional<CheckRun> runFor(String word) {
        return checks.runFor(Stream.concat(
                        Stream.of("check_mail_protocol", "-P", "imap", "-H", "192.0.2.1"), Stream.of(word.split(" ")))
                .toList());
    }

    @Test
    void senselessWordsAreKnownBeforeFirstRun() {
        assertEquals(Optional.empty(), fault("check_mail_protocol", "-P", "imap", "-H", "a"));
        assertEquals(Optional.of("unknown option '--nowhere'"), fault("check_mail_daemon", "--nowhere"));
        assertEquals(
                Optional.of("--protocol: 'gopher' is not one of smtp, pop, imap, http, lmtp, sieve"),
                fault("check_mail_protocol", "-P", "gopher", "-H", "a"));
        assertEquals(3, answer("check_mail_protocol", "-P", "gopher", "-H", "a").exitCode());
    }

    @Test
    void wordsOfIniFileCountWhileProbeWaits(@TempDir Path directory) throws IOException {
        Path ini = Files.writeString(directory.resolve("plugins.ini"), "[slow]\nwarning=30\n");
        CheckRun run = checks.named(
                        List.of("check_mail_protocol", "--extra-opts=slow@" + ini, "-P", "imap", "-H", "192.0.2.1"))
                .orElseThrow()
                .run();
        assertEquals(Optional.of(Duration.ofMillis(30_010)), run.interimAfter(Duration.ZERO));
        Answer interim = run.interim(Duration.ofSeconds(31)).orElseThrow();
        assertTrue(interim.text().startsWith("IMAP WARNING [slow]: still waiting for "), interim::text);
    }

    @Test
    void interimResultOfNotifyOnlyProtocolSaysSo() {
        CheckRun run = checks.named(List.of("check_mail_protocol", "-P", "sieve", "-H", "192.0.2.1", "-w", "30"))
                .orElseThrow()
                .run();
        String line = run.interim(Duration.ofSeconds(31)).orElseThrow().text();
        assertTrue(line.contains("SIEVE WARNING [slow]: still waiting for "), line);
        assertTrue(line.contains(", 31 of 660 s (notify only)|"), line);
    }

    @Test
    void interimResultOfDirectoryIsThatOfItsRole() {
        for (String role : List.of("config", "user-group")) {
            CheckRun run = checks.named(
                            List.of("check_mail_directory", "--role", role, "-H", "192.0.2.1", "-w", "5", "-c", "10"))
                    .orElseThrow()
                    .run();
            assertEquals(Optional.of(Duration.ofMillis(5_010)), run.interimAfter(Duration.ZERO));
            assertEquals(Optional.of(Duration.ofMillis(10_010)), run.interimAfter(Duration.ofMillis(5_010)));
            assertEquals(Optional.empty(), run.interimAfter(Duration.ofMillis(10_010)));
            assertEquals(Optional.empty(), run.interim(Duration.ofSeconds(4)));
            Answer late = run.interim(Duration.ofSeconds(11)).orElseThrow();
            String state = role.equals("config") ? "WARNING" : "CRITICAL";
            assertEquals(
                    "DIRECTORY " + state + " [directory]: slow: still waiting for the address of the name, 11 of 30 s"
                            + "|time=11.000s;5;10;0;30\n",
                    late.text());
            assertEquals(role.equals("config") ? 1 : 2, late.exitCode());
        }
    }

    @Test
    void interimResultOfDirectoryHasTheStateThatIsAskedFor() {
        CheckRun run = checks.named(List.of(
                        "check_mail_directory",
                        "--role",
                        "user-group",
                        "-H",
                        "192.0.2.1",
                        "-c",
                        "10",
                        "--on",
                        "directory=warning"))
                .orElseThrow()
                .run();
        Answer late = run.interim(Duration.ofSeconds(11)).orElseThrow();
        assertTrue(late.text().startsWith("DIRECTORY WARNING [directory]: slow: "), late::text);
        assertEquals(1, late.exitCode());
    }

    @Test
    void interimResultHasTheStateThatIsAskedFor() {
        CheckRun run = checks.named(List.of(
                        "check_mail_protocol",
                        "-P",
                        "imap",
                        "-H",
                        "192.0.2.1",
                        "-w",
                        "30",
                        "-c",
                        "60",
                        "--on",
                        "slow=ok"))
                .orElseThrow()
                .run();
        for (int seconds : List.of(31, 61)) {
            Answer interim = run.interim(Duration.ofSeconds(seconds)).orElseThrow();
            assertTrue(interim.text().startsWith("IMAP OK [slow]: still waiting for "), interim::text);
            assertEquals(0, interim.exitCode());
        }
    }

    @Test
    void callersEnvironmentIsLeftToCallersProcess() {
        assertFalse(served("check_mail_ha"));
        assertFalse(served("check_mail_daemon", "-d", "imapd", "--profile=ours"));
        assertFalse(served("check_mail_daemon", "-d", "imapd", "--profile=ours", "--conf", "relative.yaml"));
        assertFalse(served("check_mail_protocol", "-P", "imap", "-H", "a", "--extra-opts=a@b"));
        assertTrue(served("check_mail_ha", "--conf", config.toString()));
        assertTrue(served("check_mail_daemon", "-d", "imapd", "--profile", "netscape-4.1"));
        assertTrue(served("check_mail_daemon", "-d", "imapd", "--profile=ours", "--config=" + config));
    }

    private Optional<String> fault(String... words) {
        return checks.named(List.of(words)).orElseThrow().fault();
    }

    private boolean served(String... words) {
        return checks.runFor(List.of(words)).isPresent();
    }

    private Answer answer(String... words) {
        return checks.named(List.of(words)).orElseThrow().run().answer();
    }
}
