package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hamail.io.FileLock;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a decision needs to know, in every way in which it can be unknowable: nothing is done, and the reason can be read,
 * in the journal or, where there is none, in what the handler prints.
 */
class FailClosedMatrixTest {
    private static final Pattern PRINTED_RULE =
            Pattern.compile("^hamail mail1: [a-z]+ \\(([a-z-]+)\\): ", Pattern.MULTILINE);
    private static final String ABSENT = "DAEMON CRITICAL [absent]: imapd is absent";

    @TempDir
    Path directory = Path.of("/nonexistent");

    /** How a cell is made wrong; {@code tell} runs the story. */
    private interface Wrong {
        void make(Bench bench) throws Exception;
    }

    /**
     * One cell.
     *
     * @param rule of the decision, in the journal or, where nothing could be recorded, as the handler prints it; empty where there
     *     is no decision at all
     * @param told what must be said besides
     */
    private record Cell(String what, String how, String rule, String told, Wrong wrong) {
        @Override
        public String toString() {
            return what + " " + how;
        }
    }

    static Stream<Cell> cells() {
        var cells = new ArrayList<Cell>();
        configuration(cells);
        stateDirectory(cells);
        locks(cells);
        journal(cells);
        serviceState(cells);
        notification(cells);
        engine(cells);
        target(cells);
        ownProbe(cells);
        return cells.stream();
    }

    private static void add(List<Cell> cells, String what, String how, String rule, Wrong wrong) {
        add(cells, what, how, rule, "", wrong);
    }

    private static void add(List<Cell> cells, String what, String how, String rule, String told, Wrong wrong) {
        cells.add(new Cell(what, how, rule, told, wrong));
    }

    private static void configuration(List<Cell> cells) {
        String what = "configuration";
        add(
                cells,
                what,
                "missing",
                "",
                "cannot be read",
                bench -> told(bench, () -> Files.delete(bench.configuration)));
        add(
                cells,
                what,
                "unreadable: a directory",
                "",
                "hamail.yaml",
                bench -> told(bench, () -> {
                    Files.delete(bench.configuration);
                    Files.createDirectory(bench.configuration);
                }));
        add(
                cells,
                what,
                "time-out: a pipe nobody writes to",
                "",
                "hamail.yaml",
                bench -> told(bench, () -> {
                    Files.delete(bench.configuration);
                    pipe(bench.configuration);
                }));
        add(cells, what, "garbage", "", "hamail.yaml", bench -> told(bench, () -> write(bench.configuration, "{[}\0")));
        add(cells, what, "empty", "", "hamail.yaml", bench -> told(bench, () -> write(bench.configuration, "")));
        add(
                cells,
                what,
                "stale: without this logical host",
                "",
                "mail1",
                bench -> told(bench, () -> {
                    String text = Files.readString(bench.configuration);
                    write(bench.configuration, text.replace("  mail1:", "  mail2:"));
                }));
        add(
                cells,
                what,
                "contradictory: a key twice",
                "",
                "state_dir",
                bench -> told(bench, () -> {
                    String text = Files.readString(bench.configuration);
                    write(bench.configuration, "state_dir: /x\n" + text);
                }));
    }

    private static void stateDirectory(List<Cell> cells) {
        String what = "state directory";
        add(cells, what, "is a file", "journal-unavailable", bench -> told(bench, () -> write(bench.stateDir, "x")));
        add(
                cells,
                what,
                "of the host is a file",
                "journal-unavailable",
                bench -> told(bench, () -> {
                    Files.createDirectory(bench.stateDir);
                    write(bench.stateDir.resolve("mail1"), "x");
                }));
        add(
                cells,
                what,
                "is a link to nowhere",
                "journal-unavailable",
                bench -> told(bench, () -> Files.createSymbolicLink(bench.stateDir, Path.of("/nonexistent/nowhere"))));
        add(
                cells,
                what,
                "of the host is a link to a file",
                "journal-unavailable",
                bench -> told(bench, () -> {
                    Files.createDirectory(bench.stateDir);
                    Files.createSymbolicLink(bench.stateDir.resolve("mail1"), bench.configuration);
                }));
        add(
                cells,
                what,
                "lies below a file",
                "journal-unavailable",
                bench -> told(bench, () -> {
                    String text = Files.readString(bench.configuration);
                    write(bench.configuration, text.replace("/state\n", "/engine/state\n"));
                }));
    }

    private static void locks(List<Cell> cells) {
        add(
                cells,
                "lock",
                "of the journal is a directory",
                "journal-unavailable",
                bench -> told(bench, () -> Files.createDirectories(host(bench).resolve("journal.lock"))));
        add(cells, "lock", "of the journal is held: time-out", "journal-unavailable", bench -> {
            Files.createDirectories(host(bench));
            FileLock held = FileLock.take(host(bench).resolve("journal.lock"), Duration.ZERO)
                    .orElseThrow();
            bench.tell();
            held.close();
        });
        add(
                cells,
                "lock",
                "of the worker is a directory",
                "journal-unavailable",
                "worker.lock",
                bench -> told(bench, () -> Files.createDirectories(host(bench).resolve("worker.lock"))));
        add(cells, "lock", "of the worker is held by another", "restart-absent", bench -> {
            Files.createDirectories(host(bench));
            FileLock held = FileLock.take(host(bench).resolve("worker.lock"), Duration.ZERO)
                    .orElseThrow();
            bench.tell();
            held.close();
        });
        add(
                cells,
                "lock",
                "of the storm ledger is a directory",
                "storm",
                "storm.lock",
                bench -> failoverTold(bench, () -> Files.createDirectories(bench.stateDir.resolve("storm.lock"))));
        for (String ledger : List.of("garbage", "\n", "{}", "{\"logical_host\":\"mail2\"}", "\0", "[]")) {
            add(
                    cells,
                    "storm ledger",
                    "is '" + ledger + "'",
                    "storm",
                    "storm.jsonl",
                    bench -> failoverTold(bench, () -> {
                        Files.createDirectories(bench.stateDir);
                        write(bench.stateDir.resolve("storm.jsonl"), ledger);
                    }));
        }
        add(
                cells,
                "storm ledger",
                "is a directory",
                "storm",
                "storm.jsonl",
                bench -> failoverTold(bench, () -> Files.createDirectories(bench.stateDir.resolve("storm.jsonl"))));
    }

    private static void journal(List<Cell> cells) {
        String what = "journal";
        add(
                cells,
                what,
                "is a directory",
                "journal-unavailable",
                bench -> told(bench, () -> Files.createDirectories(host(bench).resolve("journal.jsonl"))));
        add(cells, what, "is garbage", "journal-broken", bench -> told(bench, () -> journalOf(bench, "garbage\n")));
        add(cells, what, "is zeros", "journal-broken", bench -> told(bench, () -> journalOf(bench, "\0\0\0\n")));
        add(cells, what, "is an empty line", "journal-broken", bench -> told(bench, () -> journalOf(bench, "\n")));
        add(
                cells,
                what,
                "is an edited record",
                "journal-broken",
                bench -> told(bench, () -> {
                    bench.hamail("on");
                    String text = Files.readString(host(bench).resolve("journal.jsonl"));
                    journalOf(bench, text.replace("\"verb\":\"on\"", "\"verb\":\"off\""));
                }));
        add(
                cells,
                what,
                "lacks its first record",
                "journal-broken",
                bench -> told(bench, () -> {
                    bench.hamail("on");
                    bench.hamail("on");
                    List<String> lines = Files.readAllLines(host(bench).resolve("journal.jsonl"));
                    journalOf(bench, lines.get(1) + "\n");
                }));
        add(
                cells,
                what,
                "has a record twice",
                "journal-broken",
                bench -> told(bench, () -> {
                    bench.hamail("on");
                    String text = Files.readString(host(bench).resolve("journal.jsonl"));
                    journalOf(bench, text + text);
                }));
    }

    private static void serviceState(List<Cell> cells) {
        for (String text :
                List.of("", "x", "[]", "null", "{}", "{\"state\":1}", "{\"state\":\"On\"}", "{\"state\":null}")) {
            add(
                    cells,
                    "service state",
                    "is '" + text + "'",
                    "service-unreadable",
                    bench -> told(bench, () -> {
                        Files.createDirectories(host(bench));
                        write(host(bench).resolve("service.json"), text);
                    }));
        }
        add(
                cells,
                "service state",
                "is a directory",
                "service-unreadable",
                bench -> told(bench, () -> Files.createDirectories(host(bench).resolve("service.json"))));
        add(cells, "service state", "is paused", "paused", bench -> told(bench, () -> bench.hamail("pause")));
        add(
                cells,
                "service state",
                "is a time-limited pause that is over",
                "paused",
                bench -> told(bench, () -> bench.hamail("pause", "--for=0s")));
    }

    private static void notification(List<Cell> cells) {
        for (String downtime : List.of("", "1", "$SERVICEDOWNTIME$", "-1", "00", "0.0", "no", " 0")) {
            add(cells, "downtime", "'" + downtime + "'", "downtime", bench -> bench.tell(downtime, "UP", ABSENT));
        }
        for (String host : List.of("", "DOWN", "UNREACHABLE", "$HOSTSTATE$", "up", "PENDING")) {
            add(cells, "host", "'" + host + "'", "host", bench -> bench.tell("0", host, ABSENT));
        }
        for (String output : List.of(
                "",
                "(Service check timed out after 60.01 seconds)",
                "(No output on stdout) stderr:",
                "imapd is absent",
                "DAEMON CRITICAL: [absent] imapd",
                "DAEMON CRITICAL [gone]: imapd",
                "DAEMON CRITICAL [absent/greeting]: imapd is absent",
                "$SERVICEOUTPUT$")) {
            evidence(cells, output, "no-cause");
        }
        for (String output : List.of(
                "DAEMON UNKNOWN [blind]: /proc",
                "DAEMON UNKNOWN [absent]: imapd is absent",
                "DAEMON OK [absent]: imapd is absent")) {
            evidence(cells, output, "unknown");
        }
        for (String cause : List.of("timeout/resolve", "dns", "unreachable", "directory", "saturated/connect")) {
            evidence(cells, "DAEMON CRITICAL [" + cause + "]: imapd", "not-acted-on");
        }
        for (String label : List.of("IMAP", "POP3", "DIRECTORY")) {
            evidence(cells, label + " CRITICAL [absent]: imapd", "other-check");
        }
        for (String option : List.of("--state", "--state-type", "--attempt")) {
            for (String value : List.of("", "$SERVICEMACRO$", "x")) {
                add(cells, option, "'" + value + "'", "unknown", bench -> bench.tell(Map.of(option, value)));
            }
        }
        for (String node : List.of("", "$_SERVICENODE$", "phys-z")) {
            add(cells, "--node", "'" + node + "'", "wrong-node", bench -> bench.tell(Map.of("--node", node)));
        }
    }

    private static void evidence(List<Cell> cells, String output, String rule) {
        add(cells, "evidence", "'" + output + "'", rule, bench -> bench.tell("0", "UP", output));
    }

    private static void engine(List<Cell> cells) {
        String what = "engine";
        add(cells, what, "missing", "engine-unreadable", bench -> told(bench, () -> Files.delete(bench.engine)));
        add(
                cells,
                what,
                "unreadable: not executable",
                "engine-unreadable",
                bench -> told(bench, () -> {
                    Files.delete(bench.engine);
                    write(bench.engine, "#!/bin/sh\n");
                }));
        add(
                cells,
                what,
                "time-out",
                "engine-unreadable",
                "within 2 s",
                bench -> told(bench, () -> bench.script("sleep 100")));
        add(
                cells,
                what,
                "fails",
                "engine-unreadable",
                "exited with 1",
                bench -> told(bench, () -> bench.script("exit 1")));
        for (String status : List.of(
                "",
                "nonsense",
                "active=phys-a state=running",
                "active=phys-z state=running eligible=",
                "active= state=running eligible=phys-b",
                "active=phys-a active=phys-b state=running eligible=")) {
            says(cells, status, "engine-unreadable");
        }
        for (String status : List.of(
                "active= state=stopped eligible=phys-b",
                "active=phys-a state=moving eligible=phys-b",
                "active=phys-a state=maintenance eligible=phys-b",
                "active=phys-a state=stopped eligible=phys-b")) {
            says(cells, status, "engine-state");
        }
    }

    private static void says(List<Cell> cells, String status, String rule) {
        add(cells, "engine", "says '" + status + "'", rule, bench -> {
            bench.status = status;
            bench.prepare().tell();
        });
    }

    private static void target(List<Cell> cells) {
        for (String eligible : List.of("", "phys-a", "phys-z", ",,", "phys-B")) {
            add(cells, "target", "eligible '" + eligible + "'", "target", bench -> {
                bench.status = "active=phys-a state=running eligible=" + eligible;
                bench.policy += ", retry_count: 0";
                bench.prepare().tell();
            });
        }
    }

    private static void ownProbe(List<Cell> cells) {
        add(cells, "own probe", "cannot resolve the address", "confirm-unreadable", bench -> {
            bench.address = "no-such-host.invalid";
            bench.prepare().tell();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void nothingIsDoneAndTheReasonIsTold(Cell cell) throws Exception {
        var bench = new Bench(directory).prepare();
        cell.wrong().make(bench);
        assertEquals(List.of(), bench.deeds());
        String told =
                bench.printed() + decisionInJournal(bench).map(Object::toString).orElse("");
        assertEquals(cell.rule(), rule(bench), told);
        assertTrue(told.contains(cell.told()), "no '" + cell.told() + "' in: " + told);
        assertFalse(told.contains("(internal)"), told);
    }

    @Test
    void thereAreEnoughCells() {
        assertTrue(cells().count() >= 60, cells().count() + " cells");
    }

    @Test
    void sameFaultIsActedOnWithOpenGates() throws Exception {
        var bench = new Bench(directory).prepare();
        assertEquals(0, bench.tell());
        assertEquals("restart mail1 all", bench.deeds().get(0));
        assertEquals("move mail1 phys-a phys-b", bench.deeds().get(1));
    }

    /** Of the last decision in the journal, unless the handler says that the journal could not be written. */
    private static String rule(Bench bench) {
        Matcher printed = PRINTED_RULE.matcher(bench.printed());
        String answer = "";
        while (printed.find()) {
            answer = printed.group(1);
        }
        return answer.startsWith("journal-")
                ? answer
                : decisionInJournal(bench).map(DecisionRecord::rule).orElse(answer);
    }

    private static Optional<DecisionRecord> decisionInJournal(Bench bench) {
        try {
            return bench.journal().stream()
                    .map(Entry::event)
                    .filter(DecisionRecord.class::isInstance)
                    .map(DecisionRecord.class::cast)
                    .reduce((first, second) -> second);
        } catch (Exception e) {
            return Optional.empty(); // there is no readable journal: then the handler must have said it
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void told(Bench bench, Step before) throws Exception {
        before.run();
        bench.tell();
    }

    /** The same, with no restart left. */
    private static void failoverTold(Bench bench, Step before) throws Exception {
        bench.policy += ", retry_count: 0";
        bench.prepare();
        told(bench, before);
    }

    private static Path host(Bench bench) {
        return bench.stateDir.resolve("mail1");
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    private static void journalOf(Bench bench, String text) throws IOException {
        Files.createDirectories(host(bench));
        write(host(bench).resolve("journal.jsonl"), text);
    }

    private static void pipe(Path path) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
    }
}
