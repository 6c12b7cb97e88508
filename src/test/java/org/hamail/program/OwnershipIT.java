package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root, the owner of the state directory and a stranger, each with the real jars. Runs as root. */
class OwnershipIT {
    private static final int OWNER = 2; // bin: no login, on every system
    private static final int STRANGER = 65534;

    @TempDir
    Path folder = Path.of("/nonexistent");

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        open(folder);
        for (String jar : List.of("hamail.jar", "handle-mail-fault.jar", "check-mail-ha.jar", "hamail-agent.jar")) {
            Path copy = Files.copy(Path.of("target", jar), folder.resolve(jar));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        }
        bench = new Bench(folder).prepare();
        Files.createDirectory(bench.stateDir);
        Files.setPosixFilePermissions(bench.stateDir, PosixFilePermissions.fromString("rwxr-x---"));
        Files.setAttribute(bench.stateDir, "unix:uid", OWNER);
        Files.setAttribute(bench.stateDir, "unix:gid", OWNER);
    }

    @AfterEach
    void awaitWorkers() {
        DetachedWorkers.awaitEnd(folder);
    }

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Ended(int code, String text) {}

    private Ended run(List<String> before, String jar, String... words) throws Exception {
        var all = new ArrayList<>(before);
        all.addAll(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-jar"));
        all.add(folder.resolve(jar).toString());
        all.addAll(List.of(words));
        all.add("--config=" + bench.configuration);
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().merge("PATH", "/usr/bin:/bin", (path, other) -> folder + ":" + path);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Ended(process.waitFor(), text);
    }

    private Ended root(String jar, String... words) throws Exception {
        return run(List.of(), jar, words);
    }

    private Ended as(int uid, String jar, String... words) throws Exception {
        return run(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--"), jar, words);
    }

    private void everythingBelongsToTheOwner() throws IOException {
        everythingBelongsToTheOwner(bench.stateDir);
    }

    private static void everythingBelongsToTheOwner(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.toList()) {
                assertEquals(OWNER, Files.getAttribute(file, "unix:uid"), file.toString());
            }
        }
    }

    /** The built-in profiles restart by systemctl, which the event handler's user may rarely do. */
    @Test
    void doctorAsksWhetherTheOwnerMayRestartByItself() throws Exception {
        Files.writeString(
                bench.configuration,
                "state_dir: " + bench.stateDir + "\nlogical_hosts:\n  mail1:\n    address: 127.0.0.1\n"
                        + "    nodes: [{name: phys-a, transport: local}]\n    server: {profile: dovecot-postfix}\n"
                        + "    engine: {kind: none}\n");
        program("systemctl", 0);
        program("pkcheck", 1);
        Ended refused = root("hamail.jar", "doctor");
        assertTrue(
                refused.text()
                        .contains(
                                ":6  the restart, stop, start commands: systemd does it for root only, and polkit does"
                                        + " not allow bin to manage units: "),
                refused.text());
        assertTrue(refused.text().contains("warning  engine-command"), refused.text());
        program("pkcheck", 0);
        Ended allowed = root("hamail.jar", "doctor");
        assertTrue(!allowed.text().contains("engine-command"), allowed.text());
    }

    private void program(String name, int code) throws IOException {
        open(Files.writeString(folder.resolve(name), "#!/bin/sh\nexit " + code + "\n"));
    }

    @Test
    void rootsFirstVerbDoesNotLockHandlerOut() throws Exception {
        Ended paused = root("hamail.jar", "pause", "--reason=setup");
        assertEquals(0, paused.code(), paused.text());
        everythingBelongsToTheOwner();
        Ended handled = as(
                OWNER,
                "handle-mail-fault.jar",
                "-l",
                "mail1",
                "-d",
                "imapd",
                "--check",
                "process",
                "--observer",
                "local",
                "--state",
                "CRITICAL",
                "--state-type",
                "HARD",
                "--attempt",
                "3",
                "--output",
                "DAEMON CRITICAL [absent]: gone",
                "--host-state",
                "UP",
                "--downtime",
                "0");
        assertEquals(0, handled.code(), handled.text());
        assertTrue(handled.text().startsWith("hamail mail1: hold ("), handled.text());
        Ended history = root("hamail.jar", "history");
        assertTrue(history.text().contains("pause by root: setup"), history.text());
    }

    @Test
    void exitCodesAndAnswersAreThoseOfProgram() throws Exception {
        assertEquals(1, root("hamail.jar", "resume").code());
        Ended ok = root("check-mail-ha.jar", "-l", "mail1");
        assertEquals(0, ok.code(), ok.text());
        assertTrue(ok.text().startsWith("HA OK: "), ok.text());
        root("hamail.jar", "pause");
        Ended paused = root("check-mail-ha.jar", "-l", "mail1");
        assertEquals(1, paused.code(), paused.text());
        assertTrue(paused.text().startsWith("HA WARNING [paused]: "), paused.text());
        assertEquals(3, root("hamail.jar", "pause", "--no-such-option").code());
        everythingBelongsToTheOwner();
    }

    @Test
    void aLinkOfTheOwnersLeadsRootNowhere() throws Exception {
        Path victim = Files.writeString(folder.resolve("passwd"), "root:x:0:0\n");
        Path host = Files.createDirectory(bench.stateDir.resolve("mail1"));
        Files.setAttribute(host, "unix:uid", OWNER);
        Files.createSymbolicLink(host.resolve("journal.torn"), victim);
        Files.writeString(host.resolve("journal.jsonl"), "evil::0:0::/root:/bin/sh");
        Files.setAttribute(host.resolve("journal.jsonl"), "unix:uid", OWNER);
        assertEquals(2, root("hamail.jar", "pause", "--reason=x").code());
        assertEquals("root:x:0:0\n", Files.readString(victim));
    }

    /** The agent may be root, for its socket's sake; the worker that it starts is not. */
    @Test
    void workerThatRootsAgentStartsIsOwner() throws Exception {
        bench.hamail("pause");
        bench.tell();
        bench.hamail("resume"); // whose worker is not started here
        try (Stream<Path> files = Files.walk(bench.stateDir)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", OWNER);
                Files.setAttribute(file, "unix:gid", OWNER);
            }
        }
        long records = bench.journal().size();
        String said = agentUntil(text -> bench.journal().size() > records);
        Path log = bench.stateDir.resolve("mail1/worker.log");
        assertTrue(
                bench.journal().size() > records,
                said + (Files.exists(log) ? Files.readString(log) : "") + bench.journal());
        everythingBelongsToTheOwner();
    }

    /** In a folder of root's in which the state directory is missing. */
    private Path onlyTheCoreShowsAFault() throws IOException {
        Files.delete(bench.stateDir);
        Path parent = Files.createDirectory(folder.resolve("parent"));
        Files.writeString(
                bench.configuration,
                Files.readString(bench.configuration)
                        .replace("state_dir: " + bench.stateDir, "state_dir: " + parent + "/state"));
        long now = Clock.systemUTC().instant().getEpochSecond();
        Path status = Files.writeString(
                folder.resolve("status.dat"),
                Files.readString(Path.of("test-fixtures/core/status.dat"))
                        .replaceAll("(created|last_check)=\\d+", "$1=" + now)
                        .replaceAll("(last_hard_state_change)=\\d+", "$1=" + (now - 300)));
        Files.writeString(
                bench.configuration, "core: {kind: nagios, status_file: " + status + "}\n", StandardOpenOption.APPEND);
        return parent;
    }

    /** Whose it is to be cannot be known; made by root it would lock the handler out, and silence would hide the fault. */
    @Test
    void rootAgentReportsMissingStateDirectory() throws Exception {
        Path parent = onlyTheCoreShowsAFault();
        String log = agentUntil(text -> text.contains("is missing"));
        assertTrue(
                log.contains("reconcile mail1: state_dir " + parent + "/state is missing; as root: install -d"), log);
        assertEquals(0, files(parent));
    }

    @Test
    void rootAgentLeavesStateDirectoryToFolderOwner() throws Exception {
        Path parent = onlyTheCoreShowsAFault();
        Files.setAttribute(parent, "unix:uid", OWNER);
        Files.setAttribute(parent, "unix:gid", OWNER);
        Path journal = parent.resolve("state/mail1/journal.jsonl");
        String log = agentUntil(text -> Files.exists(journal) && Files.size(journal) > 0);
        assertTrue(Files.exists(journal), log);
        everythingBelongsToTheOwner(parent);
    }

    private interface Seen {
        boolean in(String words) throws Exception;
    }

    /** Runs an agent as root until {@code said} holds of its words, for three minutes at most, which only a hang reaches; its words. */
    private String agentUntil(Seen said) throws Exception {
        Files.writeString(
                bench.configuration,
                "agent: {socket: " + folder + "/agent.sock, spool: " + folder + "/spool, reconcile_interval: 5s,"
                        + " checks: [], sinks: []}\n",
                StandardOpenOption.APPEND);
        Path log = folder.resolve("agent.log");
        Process agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-jar",
                        folder.resolve("hamail-agent.jar").toString(),
                        "--config=" + bench.configuration)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            while (!said.in(Files.readString(log)) && System.nanoTime() < end) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            return Files.readString(log);
        } finally {
            agent.destroy();
            agent.waitFor();
        }
    }

    /** A notification may never have come, and nothing have been made yet; whoever may make it does. */
    @Test
    void allowedUserStartsWorkerForCoreOnlyFault() throws Exception {
        Path parent = onlyTheCoreShowsAFault();
        Ended stranger = as(STRANGER, "check-mail-ha.jar");
        assertTrue(stranger.text().contains(parent + "/state is missing; as root: install -d"), stranger.text());
        assertEquals(0, files(parent));
        Files.setAttribute(parent, "unix:uid", OWNER);
        Ended looked = as(OWNER, "check-mail-ha.jar");
        assertTrue(looked.text().startsWith("HA CRITICAL [unheard]: "), looked.text());
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        Path journal = parent.resolve("state/mail1/journal.jsonl");
        while ((Files.notExists(journal) || Files.size(journal) == 0) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertTrue(Files.readString(journal).contains("\"type\":\"core\""));
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    /** Who may not write there neither starts a worker nor leaves a file. */
    @Test
    void aStrangerWhoLooksStartsNothing() throws Exception {
        bench.hamail("pause");
        bench.tell();
        bench.hamail("resume");
        open(bench.stateDir);
        open(bench.stateDir.resolve("mail1"));
        try (Stream<Path> files = Files.walk(bench.stateDir)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", OWNER);
                if (Files.isRegularFile(file)) {
                    open(file);
                }
            }
        }
        long before = files(bench.stateDir.resolve("mail1"));
        long records = bench.journal().size();
        Ended looked = as(STRANGER, "check-mail-ha.jar");
        assertTrue(looked.text().startsWith("HA WARNING [pending]: "), looked.text());
        assertEquals(1, looked.text().lines().count(), "nothing is said of a worker: " + looked.text());
        assertEquals(before, files(bench.stateDir.resolve("mail1")));
        assertEquals(records, bench.journal().size());
        assertTrue(
                ProcessHandle.allProcesses().noneMatch(process -> process.info()
                        .arguments()
                        .map(words -> List.of(words).contains("--config=" + bench.configuration))
                        .orElse(false)),
                "a worker was started");
    }

    @Test
    void aStrangerIsToldWhatToType() throws Exception {
        Ended refused = as(STRANGER, "hamail.jar", "pause", "--reason=new disks");
        assertEquals(1, refused.code(), refused.text());
        assertEquals(
                "hamail: " + bench.stateDir + " belongs to bin: sudo -u bin hamail pause '--reason=new disks'"
                        + " --config=" + bench.configuration,
                refused.text());
        assertEquals(1, as(STRANGER, "hamail.jar", "status").code());
    }

    /** Left by an older release, or restored by root from a backup. */
    @Test
    void rootsFileAmongTheOwnersIsReportedWithTheCommandThatMendsIt() throws Exception {
        root("hamail.jar", "pause");
        Path journal = bench.stateDir.resolve("mail1/journal.jsonl");
        Files.setAttribute(journal, "unix:uid", 0);
        Files.setAttribute(journal, "unix:gid", 0);
        String cure = "as root: chown -R bin " + bench.stateDir + " && chmod -R u+rwX " + bench.stateDir;
        for (String verb : List.of("status", "resume")) {
            Ended refused = as(OWNER, "hamail.jar", verb);
            assertEquals(2, refused.code(), refused.text());
            assertTrue(refused.text().endsWith(cure), refused.text());
        }
        Ended looked = as(OWNER, "check-mail-ha.jar");
        assertEquals(2, looked.code(), looked.text());
        assertTrue(looked.text().endsWith(cure), looked.text());
    }

    @Test
    void readerOfGroupLooksWithoutLock() throws Exception {
        root("hamail.jar", "on");
        Ended looked = run(
                List.of("setpriv", "--reuid=" + STRANGER, "--regid=" + OWNER, "--clear-groups", "--"),
                "check-mail-ha.jar");
        assertEquals(0, looked.code(), looked.text());
        Ended blind = as(STRANGER, "check-mail-ha.jar");
        assertEquals(3, blind.code(), blind.text());
        assertTrue(blind.text().startsWith("HA UNKNOWN [blind]: cannot read the journal in "), blind.text());
    }
}
