package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hamail.support.Eventually;
import org.hamail.support.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handler and its worker as processes, an engine of commands, and a daemon that exists or does not. */
class HandlerIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path PLUGINS =
            Path.of(System.getProperty("basedir", ""), "plugins").toAbsolutePath();

    @TempDir
    Path folder;

    private Path journal = Path.of("");
    private Path calls = Path.of("");

    @BeforeEach
    void aLogicalHostWhoseStoreIsGone() throws IOException {
        journal = folder.resolve("state/mail1/journal.jsonl");
        calls = Files.createFile(folder.resolve("calls"));
        script("stored-of-test", "while :; do sleep 1; done");
        script("cluster", """
                cd "${0%/*}"
                case $1 in
                status) echo active=phys-a state=running eligible=phys-b ;;
                restart)
                    echo "$*" >>calls
                    if [ -e slow ]; then exec sleep 600; fi
                    setsid ./stored-of-test >/dev/null 2>&1 </dev/null &
                    echo $! >>pids
                    ;;
                *) exit 1 ;;
                esac
                """);
        Files.writeString(folder.resolve("hamail.yaml"), """
                state_dir: FOLDER/state
                profiles:
                  test:
                    daemons:
                      stored: {command: stored-of-test}
                logical_hosts:
                  mail1:
                    address: 127.0.0.1
                    nodes: [{name: phys-a, transport: local}, {name: phys-b, transport: local}]
                    server: {profile: test}
                    engine:
                      kind: command
                      status: [FOLDER/cluster, status]
                      restart: [FOLDER/cluster, restart, "{daemon}"]
                      move: [FOLDER/cluster, move]
                    policy: {restart_scope: daemon, settle: 0s, verify_successes: 1, verify_timeout: 10s, confirm_timeout: 30s}
                """.replace("FOLDER", folder.toString()));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        workers().forEach(ProcessHandle::destroyForcibly);
        Path pids = folder.resolve("pids");
        if (Files.exists(pids)) {
            for (String pid : Files.readAllLines(pids)) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void workerSurvivesKillOfHandlersGroup() throws IOException {
        // a process group of its own, as a monitoring core gives it, that is killed when it has answered
        Script.run(
                Path.of("/bin/sh"),
                Map.of(),
                words(
                        "-c",
                        "setsid -w \"$@\" & wait $!; code=$?; kill -KILL -- -$! 2>/dev/null; exit $code",
                        "sh",
                        "1"));
        records("verification", 1);
        assertEquals(List.of("restart stored"), Files.readAllLines(calls));
        assertTrue(records("outcome", 1).get(0).contains("\"outcome\":\"done\""));
        assertTrue(records("verification", 1).get(0).contains("\"ok\":true"));
    }

    @Test
    void killedWorkerCausesNoSecondRestart() throws IOException {
        Files.createFile(folder.resolve("slow"));
        notify("1");
        Eventually.get(LIMIT, () -> Files.readAllLines(calls), lines -> !lines.isEmpty());
        assertEquals(1, records("intent", 1).size());
        List<ProcessHandle> killed = workers();
        assertEquals(1, killed.size());
        List<ProcessHandle> commands = killed.get(0).descendants().toList();
        killed.get(0).destroyForcibly();
        commands.forEach(ProcessHandle::destroyForcibly);
        Eventually.get(LIMIT, this::workers, List::isEmpty);

        notify("2");
        notify("3");

        assertTrue(records("outcome", 1).get(0).contains("\"outcome\":\"indeterminate\""));
        Eventually.get(LIMIT, this::workers, List::isEmpty);
        assertEquals(List.of("restart stored"), Files.readAllLines(calls));
        assertEquals(1, records("intent", 1).size());
        assertEquals(3, records("notification", 3).size());
        Script.run(PLUGINS.resolve("hamail"), Map.of(), List.of("verify", "--config", config()));
    }

    @Test
    void nodeIsAskedBySshOfPath() throws IOException {
        Path configuration = folder.resolve("hamail.yaml");
        String text = Files.readString(configuration);
        Files.writeString(
                configuration, text.replace("phys-a, transport: local", "phys-a, transport: ssh, login: mail@phys-a"));
        Files.createDirectory(folder.resolve("bin"));
        Files.createDirectory(folder.resolve("state")); // the doctor misses it otherwise
        script(
                "bin/ssh",
                "echo \"$*\" >>" + calls + "; echo '*** Authorised use only ***' >&2; "
                        + "case \"$*\" in *hamail-transport*) echo hamail-transport ;; "
                        + "*) echo 'DAEMON UNKNOWN [blind]: told over there'; exit 3 ;; esac");
        AssertionError findings = assertThrows(
                AssertionError.class,
                () -> Script.run(
                        PLUGINS.resolve("hamail"),
                        Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH")),
                        List.of("doctor", "--config", config())));
        String told = String.valueOf(findings.getMessage());
        assertTrue(
                told.contains("error  process-check-blind  phys-a  stored: DAEMON UNKNOWN [blind]: told over there: "),
                told);
        assertTrue(Files.readString(calls).contains(" -- mail@phys-a 'check_mail_daemon' "), told);
    }

    private void notify(String attempt) {
        Script.run(PLUGINS.resolve("handle_mail_fault"), Map.of(), words(attempt));
    }

    /** What a core says of an absent stored; the last word given is the attempt, those before come first. */
    private List<String> words(String... given) {
        var words = new ArrayList<String>(List.of(given));
        String attempt = words.remove(words.size() - 1);
        if (!words.isEmpty()) {
            words.add(PLUGINS.resolve("handle_mail_fault").toString());
        }
        words.addAll(List.of("-l", "mail1", "-d", "stored", "--check", "process", "--observer", "local"));
        words.addAll(List.of("--state", "CRITICAL", "--state-type", "SOFT", "--attempt", attempt));
        words.addAll(List.of("--output", "DAEMON CRITICAL [absent]: stored 0 processes, at least 1 required"));
        words.addAll(List.of("--host-state", "UP", "--downtime", "0", "--event-id", attempt, "--config", config()));
        return words;
    }

    private String config() {
        return folder.resolve("hamail.yaml").toString();
    }

    private List<String> records(String type, int atLeast) {
        return Eventually.get(LIMIT, () -> ofType(type), lines -> lines.size() >= atLeast);
    }

    private List<String> ofType(String type) throws IOException {
        if (!Files.exists(journal)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(journal)) {
            return lines.filter(line -> line.contains("\"type\":\"" + type + "\""))
                    .toList();
        }
    }

    private List<ProcessHandle> workers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("RecoveryWorker"))
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
