package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.HaCommand;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.journal.JournalReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real launchers and jars with a real, detached worker. Nothing serves, so every action is in vain, and that is what is wanted. */
class RecoveryIT {
    private static final Path LAUNCHERS = Path.of("plugins").toAbsolutePath();
    private static final long LIMIT_SECONDS = 180;
    /** A handler gives up after 25 s, before the core does: a hundred Javas at once take longer on two slow processors. */
    private static final int AT_ONCE = 8;

    @TempDir
    Path directory;

    private final AtomicInteger hangUps = new AtomicInteger();
    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(directory).prepare();
    }

    @AfterEach
    void awaitWorkers() {
        DetachedWorkers.awaitEnd(directory);
    }

    @Test
    void handlerAnswersAndWorkerDoesWork() throws Exception {
        assertEquals(0, handler(bench.configuration, "1").start().waitFor());
        waitUntil(() -> verifications(bench.stateDir) == 2);
        assertEquals(List.of("restart mail1 all", "move mail1 phys-a phys-b"), bench.deeds());
        assertEquals(0, bench.hamail("verify"), bench.printed());
    }

    @Test
    void workerSurvivesKillOfHandlersGroup() throws Exception {
        slowEngine(2);
        var group = new ArrayList<>(List.of("setsid"));
        group.addAll(handler(bench.configuration, "1").command());
        Process handler = new ProcessBuilder(group)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        waitUntil(() -> !bench.deeds().isEmpty());
        new ProcessBuilder("kill", "-KILL", "--", "-" + handler.pid()).start().waitFor();
        waitUntil(() -> verifications(bench.stateDir) == 2);
        assertEquals(2, bench.deeds().size());
    }

    @Test
    void workerKilledInMiddleIsNotRepeated() throws Exception {
        slowEngine(3);
        assertEquals(0, handler(bench.configuration, "1").start().waitFor());
        waitUntil(() -> !bench.deeds().isEmpty());
        ProcessHandle worker = worker();
        worker.destroyForcibly();
        worker.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertEquals(0, handler(bench.configuration, "2").start().waitFor());
        waitUntil(() -> verifications(bench.stateDir) == 1);
        waitUntil(() -> workers().isEmpty());
        assertEquals(List.of("restart mail1 all"), bench.deeds());
        List<Entry> journal = bench.journal();
        assertEquals(
                1,
                journal.stream()
                        .filter(entry -> entry.event() instanceof Intent)
                        .count());
        assertTrue(journal.stream()
                .anyMatch(entry ->
                        entry.event() instanceof Outcome outcome && outcome.result() == Outcome.Result.INDETERMINATE));
        assertEquals(
                2,
                new CheckProgram(new HaCommand())
                        .answer(List.of("-l", "mail1", "--config=" + bench.configuration))
                        .exitCode());
    }

    @Test
    void aHundredEqualNotificationsAreOneAction() throws Exception {
        var handlers = Executors.newFixedThreadPool(AT_ONCE);
        var codes = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 100; i++) {
            codes.add(handlers.submit(
                    () -> handler(bench.configuration, "1").start().waitFor()));
        }
        handlers.shutdown();
        int recorded = 0;
        for (Future<Integer> code : codes) {
            recorded += code.get() == 0 ? 1 : 0;
        }
        waitUntil(() -> workers().isEmpty());
        assertEquals(List.of("restart mail1 all", "move mail1 phys-a phys-b"), bench.deeds());
        long notifications = bench.journal().stream()
                .filter(entry -> entry.event() instanceof Notification)
                .count();
        assertEquals(recorded, notifications);
        assertEquals(100, recorded);
        assertEquals(0, bench.hamail("verify"), bench.printed());
    }

    /** A cluster that really compares before it moves, asked by two state directories at once. */
    @Test
    void twoMonitoringServersMoveOnce() throws Exception {
        Files.writeString(directory.resolve("active"), "phys-a");
        bench.script("""
                cd %s
                active=$(cat active)
                case $1 in
                status) if [ "$active" = phys-a ]; then other=phys-b; else other=phys-a; fi
                        echo "active=$active state=running eligible=$other" ;;
                restart) exit 1 ;;
                move) exec 9>lock; flock 9; [ "$(cat active)" = "$3" ] || exit 1
                      echo "$@" >>deeds; echo "$4" >active ;;
                esac
                """.formatted(directory));
        Path second = directory.resolve("second.yaml");
        Files.writeString(
                second,
                Files.readString(bench.configuration)
                        .replace("state_dir: " + bench.stateDir, "state_dir: " + directory.resolve("state2")));
        try (var server = new ServerSocket(bench.port, 50, InetAddress.getLoopbackAddress())) {
            var serving = new Thread(() -> serveOnPhysB(server));
            serving.start();
            Process one = handler(bench.configuration, "1").start();
            Process two = handler(second, "1").start();
            assertEquals(0, one.waitFor());
            assertEquals(0, two.waitFor());
            waitUntil(() -> workers().isEmpty());
        }
        assertEquals(List.of("move mail1 phys-a phys-b"), bench.deeds());
    }

    /** An IMAP server that greets, and says goodbye, only while the service is on phys-b; before that it hangs up. */
    private void serveOnPhysB(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                if (Files.readString(directory.resolve("active")).startsWith("phys-b")) {
                    converse(client);
                }
            } catch (IOException e) {
                hangUps.incrementAndGet(); // a client that hung up, or the end of the test
            }
        }
    }

    private static void converse(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = client.getOutputStream();
        out.write("* OK IMAP4rev1 ready\r\n".getBytes(StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            String untagged = words[1].equalsIgnoreCase("LOGOUT") ? "* BYE\r\n" : "* CAPABILITY IMAP4rev1\r\n";
            out.write((untagged + words[0] + " OK done\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void slowEngine(int seconds) throws IOException {
        bench.script("if [ $1 = status ]; then echo '" + bench.status + "'; else echo \"$@\" >>" + directory
                + "/deeds; sleep " + seconds + "; fi");
        String text = Files.readString(bench.configuration);
        Files.writeString(bench.configuration, text.replace("timeout: 2s", "timeout: 60s"));
    }

    private static ProcessBuilder handler(Path configuration, String attempt) {
        return new ProcessBuilder(
                        LAUNCHERS.resolve("handle_mail_fault").toString(),
                        "--config=" + configuration,
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
                        "SOFT",
                        "--attempt",
                        attempt,
                        "--output",
                        "DAEMON CRITICAL [absent]: imapd is absent",
                        "--host-state",
                        "UP",
                        "--downtime",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    /** The workers of this test's configurations. */
    private List<ProcessHandle> workers() {
        return DetachedWorkers.of(directory);
    }

    private ProcessHandle worker() {
        return workers().stream().findFirst().orElseThrow();
    }

    private static long verifications(Path stateDir) throws Exception {
        return new JournalReader(stateDir.resolve("mail1"))
                .recent(entry -> false).stream()
                        .filter(entry -> entry.event() instanceof Verification)
                        .count();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void waitUntil(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "waited for " + LIMIT_SECONDS + " s");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
