package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hamail.io.FileLock;
import org.hamail.program.Bench;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hamail reconcile}, and the verbs that open a gate. */
class ReconcileVerbTest {
    @TempDir
    static Path directory = Path.of("/nonexistent");

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(Files.createTempDirectory(directory, "bench")).prepare();
    }

    private String said(int exit, String... words) {
        int before = bench.printed().length();
        assertEquals(exit, bench.hamail(words), bench.printed());
        return bench.printed().substring(before).strip();
    }

    @Test
    void reconcileWithoutFaultSaysSoAndLeavesNothing() {
        assertEquals("hamail mail1: no fault stands, and nothing is left undone", said(0, "reconcile"));
        assertFalse(Files.exists(bench.stateDir));
    }

    @Test
    void heldFaultIsActedOnAfterDowntime() throws Exception {
        bench.tell("1", "UP", "DAEMON CRITICAL [absent]: imapd is absent");
        String held = said(0, "reconcile");
        assertTrue(
                held.matches("hamail mail1: imapd absent since [0-9:]{8}, held by downtime; .*"
                        + "hamail reconcile --downtime-over does so now; hamail restart acts now"),
                held);
        int records = bench.journal().size();
        String rehearsed = said(0, "reconcile", "--downtime-over", "--dry-run");
        assertTrue(
                rehearsed.matches(
                        "hamail mail1: would count the downtime and the outage of the host as over, and then judge"
                                + " again: imapd absent since [-0-9]{10} [0-9:]{8} [+-][0-9:]{5}; what another gate still holds stays"
                                + " held"),
                rehearsed);
        assertEquals(records, bench.journal().size());
        assertEquals(List.of(), bench.deeds());
        String done = said(2, "reconcile", "--downtime-over", "--reason=work is done");
        assertTrue(done.contains("hamail mail1: the downtime and the outage of the host count as over"), done);
        assertTrue(done.contains("restart of all did not help, then failover of all to phys-b"), done);
        assertEquals(List.of("restart mail1 all", "move mail1 phys-a phys-b"), bench.deeds());
        records = bench.journal().size();
        String stopped = said(0, "reconcile");
        assertTrue(stopped.contains("hamail ack ends the hard stop"), stopped);
        assertEquals(records, bench.journal().size(), "nothing is recorded again");
        assertTrue(said(0, "reconcile", "--downtime-over").startsWith("hamail mail1: no fault is held by a downtime"));
        assertEquals(records, bench.journal().size());
    }

    @Test
    void aWorkerThatIsThereIsLeftAlone() throws Exception {
        bench.tell("1", "UP", "DAEMON CRITICAL [absent]: imapd is absent");
        try (FileLock worker = FileLock.take(bench.stateDir.resolve("mail1/worker.lock"), Duration.ZERO)
                .orElseThrow()) {
            assertNotNull(worker);
            String said = said(0, "reconcile", "--downtime-over");
            assertTrue(said.endsWith(": a worker is there already"), said);
        }
        assertEquals(List.of(), bench.deeds());
    }

    @Test
    void aBrokenJournalIsExitTwo() throws Exception {
        bench.tell("1", "UP", "DAEMON CRITICAL [absent]: imapd is absent");
        Path file = bench.stateDir.resolve("mail1/journal.jsonl");
        Files.writeString(file, Files.readString(file).replaceFirst("imapd", "smtpd"));
        assertTrue(said(2, "reconcile").startsWith("hamail mail1: FAILED: the journal is broken: "));
    }

    @Test
    void hangingLogicalHostDelaysNoOther() throws Exception {
        Path gone = bench.directory.resolve("gone");
        bench.script("if [ $1 = status ]; then echo '" + bench.status + "'; else echo \"$@\" >>" + bench.directory
                + "/deeds; [ $2 = mail2 ] || while [ ! -e " + gone + " ]; do sleep 0.05; done; fi");
        String text = Files.readString(bench.configuration).replace("timeout: 2s", "timeout: 100s");
        Files.writeString(bench.configuration, text);
        bench.addSecondHost();
        for (String name : List.of("mail1", "mail2")) {
            bench.hamail("pause", "-l", name);
            bench.tell(Map.of("-l", name));
            bench.hamail("resume", "-l", name);
        }
        var verb = new Thread(() -> bench.hamail("reconcile", "--json"));
        verb.start();
        Eventually.get(Duration.ofSeconds(60), bench::deeds, deeds -> deeds.contains("move mail2 phys-a phys-b"));
        assertTrue(bench.deeds().contains("restart mail1 all"), "which hangs");
        Files.createFile(gone);
        verb.join();
        String printed = bench.printed();
        JsonObject json = JsonParser.parseString(printed.substring(printed.lastIndexOf("\n{") + 1))
                .getAsJsonObject();
        assertEquals(2, json.get("exit").getAsInt());
        assertEquals(2, json.getAsJsonArray("logical_hosts").size());
    }

    @Test
    void verbThatOpensGateReportsWhatFollows() throws Exception {
        bench.hamail("pause");
        bench.tell();
        String resumed = said(0, "resume");
        assertTrue(
                resumed.matches("(?s)hamail mail1: on: faults are acted on again\n"
                        + "hamail mail1: imapd has been absent since [0-9:]{8}: restarting"),
                resumed);
        assertEquals(1, bench.reconciles);
        assertEquals(List.of(), bench.deeds(), "that is the worker's");
        String rehearsed = said(0, "reconcile", "--dry-run");
        assertTrue(rehearsed.contains(": would probe it and, if it still fails, restart it\n"), rehearsed);
        assertTrue(rehearsed.endsWith(": " + bench.engine + " restart mail1 all"), rehearsed);
        assertEquals(List.of(), bench.deeds());
        bench.hamail("pause");
        bench.hamail("resume", "--dry-run");
        assertEquals(1, bench.reconciles);
        JsonObject json = JsonParser.parseString(said(0, "on", "--json")).getAsJsonObject();
        assertTrue(
                json.getAsJsonArray("logical_hosts")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonArray("found")
                        .get(0)
                        .getAsString()
                        .endsWith(": restarting"),
                json.toString());
        assertEquals(2, bench.reconciles);
        assertEquals(2, bench.hamail("reconcile"));
        String acknowledged = said(0, "ack");
        assertTrue(acknowledged.contains("hamail mail1: imapd has been absent since "), acknowledged);
    }
}
