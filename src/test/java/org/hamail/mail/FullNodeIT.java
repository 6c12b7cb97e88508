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
import java.util.Map;
import java.util.stream.Stream;
import org.hamail.support.Eventually;
import org.hamail.support.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Postfix on a node that is reached by ssh, and what the worker does there. The ssh of this test runs what it is told on
 * this machine; handler, worker, and the check on the node are the programs themselves.
 */
class FullNodeIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path PLUGINS =
            Path.of(System.getProperty("basedir", ""), "plugins").toAbsolutePath();

    @TempDir
    Path folder = Path.of("/nonexistent");

    private final LoadedServer node = new LoadedServer("127.0.34.1");

    @BeforeEach
    void aMailServiceOnTheNode() throws IOException {
        node.servers().with("SMTPD_PROCESSES", "2").with("POSTFIX_SETTINGS", "max_use = 1");
        node.servers().start("postfix");
        Files.createFile(folder.resolve("calls"));
        Files.createDirectory(folder.resolve("bin"));
        script("bin/ssh", """
                while [ "$1" != -- ]; do shift; done
                echo "ssh $3" >>FOLDER/calls
                PATH=PLUGINS:$PATH exec sh -c "$3"
                """);
        script("cluster", """
                case $1 in
                status) echo active=phys-a state=running eligible=phys-b ;;
                *) echo "$*" >>FOLDER/calls ;;
                esac
                """);
        write(folder.resolve("hamail.yaml"), """
                state_dir: FOLDER/state
                profiles:
                  test:
                    daemons:
                      smtpd: {command: master, protocol: smtp, port: PORT}
                logical_hosts:
                  mail1:
                    address: ADDRESS
                    nodes: [{name: phys-a, transport: ssh, login: mail@phys-a}, {name: phys-b, transport: ssh, login: mail@phys-b}]
                    server: {profile: test}
                    engine:
                      kind: command
                      status: [FOLDER/cluster, status]
                      restart: [FOLDER/cluster, restart, "{daemon}"]
                      move: [FOLDER/cluster, move]
                    policy: {restart_scope: daemon, settle: 0s, verify_successes: 1, verify_timeout: 5s, confirm_timeout: 4s}
                """);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        workers().forEach(ProcessHandle::destroyForcibly);
        node.close();
    }

    @Test
    void fullServerIsNotRestartedForWhatItsNodeReported() throws IOException {
        fill();
        timeout("local", 1);
        assertHeldAsFull();
    }

    @Test
    void fullServerIsNotTakenOver() throws IOException {
        fill();
        timeout("remote", 1);
        timeout("remote", 2);
        assertHeldAsFull();
    }

    @Test
    void hungServerIsRestarted() throws IOException {
        node.stopMaster("postfix").crowd("SMTP_PORT").silent(3);
        timeout("local", 1);
        assertTrue(awaitAction().contains("restart smtpd"));
    }

    /** What does not answer here serves there: the way between is at fault, and a restart would end the sessions of others. */
    @Test
    void serverThatServesOnItsNodeIsNotRestarted() throws IOException {
        script("bin/ssh", "echo 'SMTP OK: served in 0.1 s'\n");
        node.stopMaster("postfix").crowd("SMTP_PORT").silent(3);
        timeout("local", 1);
        assertHeld("served-locally", "served in 0.1 s");
    }

    @Test
    void hungServerIsTakenOver() throws IOException {
        node.stopMaster("postfix").crowd("SMTP_PORT").silent(3);
        timeout("remote", 1);
        timeout("remote", 2);
        assertTrue(awaitAction().contains("move"));
    }

    /** Two places, and a queue that takes half a minute. */
    private void fill() {
        node.crowd("SMTP_PORT").busy(40, List.of("EHLO client.test", "NOOP"), 1500, "QUIT");
        node.awaitQueue("SMTP_PORT", 38);
    }

    private void assertHeldAsFull() throws IOException {
        assertHeld("saturated", "SMTP CRITICAL [saturated/");
    }

    private void assertHeld(String rule, String words) throws IOException {
        Eventually.get(LIMIT, this::workers, List::isEmpty);
        String last = records("decision").reduce((first, second) -> second).orElse("");
        assertTrue(last.contains("\"decision\":\"hold\",\"rule\":\"" + rule + "\""), last);
        assertTrue(last.contains(words), last);
        assertEquals(List.of(), actions());
    }

    private List<String> awaitAction() {
        return Eventually.get(LIMIT, this::actions, seen -> !seen.isEmpty());
    }

    private List<String> actions() throws IOException {
        return Files.readAllLines(folder.resolve("calls")).stream()
                .filter(line -> !line.startsWith("ssh "))
                .toList();
    }

    private Stream<String> records(String type) throws IOException {
        return Files.readAllLines(folder.resolve("state/mail1/journal.jsonl")).stream()
                .filter(line -> line.contains("\"type\":\"" + type + "\""));
    }

    private void timeout(String observer, int attempt) {
        var words = new ArrayList<>(
                List.of("-l mail1 -d smtpd --check protocol --state CRITICAL --state-type SOFT".split(" ")));
        words.addAll(List.of("--host-state", "UP", "--downtime", "0", "--observer", observer));
        words.addAll(List.of("--attempt", "" + attempt, "--event-id", "" + attempt));
        words.addAll(List.of("--config", folder.resolve("hamail.yaml").toString()));
        words.addAll(List.of("--output", "SMTP CRITICAL [timeout/greeting]: timed out after 660 s in phase greeting"));
        Script.run(
                PLUGINS.resolve("handle_mail_fault"),
                Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH")),
                words);
    }

    private List<ProcessHandle> workers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("RecoveryWorker"))
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }

    private void script(String name, String body) throws IOException {
        Path file = write(folder.resolve(name), "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path write(Path file, String text) throws IOException {
        return Files.writeString(
                file,
                text.replace("FOLDER", folder.toString())
                        .replace("PLUGINS", PLUGINS.toString())
                        .replace("PORT", Integer.toString(node.servers().port("SMTP_PORT")))
                        .replace("ADDRESS", node.servers().address()));
    }
}
