package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real jars and SIGKILL: the handler dies after any time, the worker at each of the engine's commands, before it, in it
 * and behind it, and at each record of the journal. {@code KillAnywhereTest} does the same at every step, without processes.
 */
class KillAnywhereIT {
    private static final Path LAUNCHER = Path.of("plugins/handle_mail_fault").toAbsolutePath();
    private static final long LIMIT_SECONDS = 180;
    private static final int STATUS_CALLS = 4;
    private static final int RECORDS = 10;
    private static final int HANDLERS = 20;
    private static int kills;

    @TempDir
    Path directory;

    private Bench bench(String name) throws Exception {
        return new Bench(Files.createDirectory(directory.resolve(name))).prepare();
    }

    @Test
    void workerDiesAtEachQuestionToEngine() throws Exception {
        for (int at = 1; at <= STATUS_CALLS; at++) {
            Bench bench = bench("status-" + at);
            engine(bench, "status", at);
            dieAndGoOn(bench, "status call " + at);
        }
    }

    @Test
    void theWorkerDiesBeforeAndAfterEachAction() throws Exception {
        for (String when : List.of("restart-before", "restart-after", "move-before", "move-after")) {
            Bench bench = bench(when);
            engine(bench, when, 1);
            dieAndGoOn(bench, when);
        }
    }

    /** The record is there a moment before the kill; what comes behind it may be torn. */
    @Test
    void theWorkerDiesAtEachRecord() throws Exception {
        for (int at = 3; at <= RECORDS; at++) {
            Bench bench = bench("record-" + at);
            engine(bench, "never", 0);
            Process handler = handler(bench, "1").start();
            assertEquals(0, handler.waitFor());
            int records = at;
            waitUntil(() -> lines(bench) >= records
                    || (lines(bench) > 2 && workers(bench).isEmpty()));
            for (ProcessHandle worker : workers(bench)) {
                worker.destroyForcibly();
                worker.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
                kills++;
            }
            goOn(bench, "record " + at);
        }
    }

    @Test
    void theHandlerDiesAfterAnyTime() throws Exception {
        for (int at = 0; at < HANDLERS; at++) {
            Bench bench = bench("handler-" + at);
            engine(bench, "never", 0);
            var words = new ArrayList<>(List.of("setsid"));
            words.addAll(handler(bench, "1").command());
            Process handler = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(80L * at));
            new ProcessBuilder("kill", "-KILL", "--", "-" + handler.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            handler.waitFor();
            kills++;
            goOn(bench, "handler after " + 80 * at + " ms");
        }
    }

    private static void dieAndGoOn(Bench bench, String where) throws Exception {
        assertEquals(0, handler(bench, "1").start().waitFor());
        waitUntil(() -> Files.exists(bench.directory.resolve("killed")));
        kills++;
        goOn(bench, where);
    }

    /** What the core tells next: two more attempts of the same fault. */
    private static void goOn(Bench bench, String where) throws Exception {
        waitUntil(() -> workers(bench).isEmpty());
        List<String> done = bench.deeds();
        Set<String> ended = new HashSet<>();
        events(bench, Outcome.class).forEach(outcome -> ended.add(outcome.id()));
        List<Intent> before = events(bench, Intent.class);
        for (String attempt : List.of("2", "3")) {
            assertEquals(0, handler(bench, attempt).start().waitFor(), where);
            waitUntil(() -> workers(bench).isEmpty());
        }
        List<String> deeds = bench.deeds();
        assertEquals(new HashSet<>(deeds).size(), deeds.size(), where + ": repeated: " + deeds);
        assertTrue(deeds.size() >= done.size(), where);
        List<Intent> intents = events(bench, Intent.class);
        assertTrue(intents.containsAll(before) && intents.size() >= deeds.size(), where + ": " + intents);
        for (Intent intent : before) {
            Outcome outcome = events(bench, Outcome.class).stream()
                    .filter(each -> each.id().equals(intent.id()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(where + ": no outcome of " + intent));
            if (!ended.contains(intent.id())) {
                assertEquals(Outcome.Result.INDETERMINATE, outcome.result(), where);
            }
        }
        assertTrue(events(bench, Verification.class).size() >= 1, where + ": nothing was ever looked at");
        assertEquals(
                notifications(bench, false), notifications(bench, true), where + ": a notification without answer");
        assertEquals(0, bench.hamail("verify"), where + bench.printed());
        helpedAgain(bench, where);
    }

    /** After a person's ack the next fault is acted on: nothing is blocked for ever. */
    private static void helpedAgain(Bench bench, String where) throws Exception {
        int deeds = bench.deeds().size();
        assertTrue(bench.hamail("ack") <= 1, where);
        assertEquals(0, handler(bench, "4").start().waitFor(), where);
        waitUntil(() -> workers(bench).isEmpty());
        assertTrue(bench.deeds().size() > deeds, where + ": blocked for ever");
    }

    /**
     * An engine that kills, once, the worker that calls it: its parent, because a session of its own takes no process more.
     *
     * @param when {@code status}, {@code restart-before}, {@code restart-after} and so on
     * @param call which one of them
     */
    private static void engine(Bench bench, String when, int call) throws IOException {
        bench.script("""
                cd %s
                hit() { [ ! -e killed ] && touch killed && kill -KILL $PPID; }
                echo "$1" >>calls
                if [ "$1" = status ]; then
                    [ %s = status ] && [ "$(grep -c status calls)" = %d ] && hit
                    echo '%s'
                    exit 0
                fi
                [ %s = "$1-before" ] && hit && exit 1
                echo "$@" >>deeds
                [ %s = "$1-after" ] && hit
                exit 0
                """.formatted(bench.directory, when, call, bench.status, when, when));
    }

    private static ProcessBuilder handler(Bench bench, String attempt) {
        return new ProcessBuilder(
                        LAUNCHER.toString(),
                        "--config=" + bench.configuration,
                        "--logical-host=mail1",
                        "--daemon=imapd",
                        "--check=process",
                        "--observer=local",
                        "--state=CRITICAL",
                        "--state-type=SOFT",
                        "--attempt=" + attempt,
                        "--output=DAEMON CRITICAL [absent]: imapd is absent",
                        "--host-state=UP",
                        "--downtime=0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private static List<ProcessHandle> workers(Bench bench) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .map(line -> line.contains("RecoveryWorker") && line.contains(bench.directory + "/"))
                        .orElse(false))
                .toList();
    }

    private static long lines(Bench bench) throws IOException {
        Path file = bench.stateDir.resolve("mail1/journal.jsonl");
        if (!Files.exists(file)) {
            return 0;
        }
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private static <T> List<T> events(Bench bench, Class<T> type) throws Exception {
        return bench.journal().stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static Set<Long> notifications(Bench bench, boolean answered) throws Exception {
        var named = new HashSet<Long>();
        events(bench, DecisionRecord.class).forEach(decision -> named.addAll(decision.because()));
        var told = new HashSet<Long>();
        for (Entry entry : bench.journal()) {
            if (entry.event() instanceof Notification && (!answered || named.contains(entry.seq()))) {
                told.add(entry.seq());
            }
        }
        return told;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void waitUntil(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "waited for " + LIMIT_SECONDS + " s");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @AfterAll
    static void processesReallyDied() {
        System.out.println(kills + " processes were killed");
        assertTrue(kills >= 30, "only " + kills);
    }
}
