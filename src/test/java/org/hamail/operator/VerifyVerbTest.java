package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.HaCommand;
import org.hamail.io.Sha256;
import org.hamail.program.Bench;
import org.hamail.recovery.journal.ChainHead;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose owner has changed it, and the log of a core that was told its head before. */
class VerifyVerbTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    private Bench bench;
    private Path journal;
    private Path log;

    @BeforeEach
    void aHeadIsLogged() throws Exception {
        bench = new Bench(directory).prepare();
        journal = bench.stateDir.resolve("mail1/journal.jsonl");
        log = directory.resolve("nagios.log");
        bench.hamail("pause", "--reason=disks");
        bench.tell();
        bench.hamail("resume");
        log("1764547200");
    }

    private String output() {
        return new CheckProgram(new HaCommand())
                .answer(List.of("--config", bench.configuration.toString(), "--observe-only"))
                .text();
    }

    /** As a core does: the text before the performance data. */
    private void log(String time) throws IOException {
        String text = output().lines().findFirst().orElseThrow();
        Files.writeString(
                log, "[" + time + "] SERVICE ALERT: mail1;hamail;OK;HARD;1;" + text.replaceAll("\\|.*", "") + "\n");
    }

    private List<String> records() throws IOException {
        return new ArrayList<>(Files.readAllLines(journal));
    }

    /** Writes {@code records} with hashes that fit. */
    private void computeAnew(List<String> records) throws IOException {
        var chain = new StringBuilder();
        String prev = "0".repeat(64);
        for (int i = 0; i < records.size(); i++) {
            String body = records.get(i)
                    .replaceAll(",\"hash\":.*", "")
                    .replaceAll("\"prev\":\"[0-9a-f]+\"", "\"prev\":\"" + prev + "\"")
                    .replaceAll("^\\{\"seq\":\\d+", "{\"seq\":" + (i + 1));
            prev = Sha256.hex(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            chain.append(body).append(",\"hash\":\"").append(prev).append("\"}\n");
        }
        Files.writeString(journal, chain);
    }

    private void computeAnew(int record, UnaryOperator<String> edit) throws IOException {
        List<String> records = records();
        records.set(record - 1, edit.apply(records.get(record - 1)));
        computeAnew(records);
    }

    private String verified(int exit) {
        int before = bench.printed().length();
        assertEquals(exit, bench.hamail("verify", "--against", log.toString()), bench::printed);
        return bench.printed().substring(before);
    }

    @Test
    void theJournalThatWasLoggedIsProved() throws Exception {
        int count = records().size();
        assertTrue(output().contains("; journal mail1 " + count + " "), output());
        String said = verified(0);
        assertTrue(said.contains("has every head that was logged, 1 in all: records 1 to " + count), said);
        bench.tell(Map.of("--state", "OK", "--output", "DAEMON OK: 1 process"));
        assertTrue(verified(0).contains(" no head has been logged of"), bench::printed);
    }

    @Test
    void aRecordThatIsChangedBreaksTheChain() throws Exception {
        Files.writeString(journal, Files.readString(journal).replace("disks", "disco"));
        assertTrue(verified(2).contains("the journal is broken"), bench::printed);
    }

    @Test
    void changedRecordWithNewChainIsFound() throws Exception {
        computeAnew(1, record -> record.replace("disks", "disco"));
        assertEquals(0, bench.hamail("verify"));
        String said = verified(2);
        assertTrue(
                said.contains("record " + records().size() + " is not the one that was logged at 2025-12-01T00:00:00Z ("
                        + log + ":1): records 1 to "),
                said);
    }

    @Test
    void recordsThatAreTakenOffEndAreFound() throws Exception {
        List<String> records = records();
        int count = records.size();
        computeAnew(records.subList(0, count - 1));
        assertEquals(0, bench.hamail("verify"));
        assertTrue(verified(2).contains("record " + count + " was logged"), bench::printed);
        Files.delete(journal);
        assertTrue(verified(2).contains(" and is missing: records 1 to " + count), bench::printed);
    }

    @Test
    void removedRecordIsFound() throws Exception {
        List<String> records = records();
        records.remove(1);
        computeAnew(records);
        assertEquals(0, bench.hamail("verify"));
        verified(2);
    }

    @Test
    void recomputedJournalIsFoundBetweenTwoHeads() throws Exception {
        String first = Files.readString(log);
        bench.tell(Map.of("--state", "OK", "--output", "DAEMON OK: 1 process"));
        bench.hamail("pause", "--reason=other disks");
        log("1764550800");
        Files.writeString(log, first + Files.readString(log));
        int proved = ChainHead.in(first).stream()
                .mapToInt(head -> (int) head.seq())
                .findFirst()
                .orElseThrow();
        computeAnew(records().size(), record -> record.replace("other disks", "nothing"));
        String said = verified(2);
        assertTrue(
                said.contains(": records " + (proved + 1) + " to " + records().size() + " or some of them"), said);
    }

    @Test
    void aLogWithoutAHeadProvesNothing() throws Exception {
        Files.writeString(log, "[1764547200] SERVICE ALERT: mail1;hamail;OK;HARD;1;HA OK: mail1 on and idle\n");
        assertTrue(verified(2).contains("nothing is proved"), bench::printed);
        Files.writeString(log, "");
        assertTrue(verified(2).contains("unreadable  " + log + ": empty"), bench::printed);
    }

    @Test
    void aSystemLogAndSeveralFilesAreTaken() throws Exception {
        Path system = directory.resolve("syslog");
        Files.writeString(
                system,
                "Nov 26 12:00:00 monitor nagios: " + Files.readString(log).substring(13));
        assertEquals(
                0, bench.hamail("verify", "--against", directory.resolve("none").toString(), system.toString()));
        assertTrue(bench.printed().contains("none: no such file"), bench::printed);
    }

    @Test
    void whatWasSetAsideIsTold() throws Exception {
        Files.writeString(journal, Files.readString(journal).replace("disks", "disco"));
        assertEquals(0, bench.hamail("journal", "--set-aside", "--reason=ticket 7"));
        assertTrue(verified(0).contains("in a journal of mail1 that was set aside: 1 logged head"), bench::printed);
    }

    @Test
    void machinesAreToldTheSame() throws Exception {
        computeAnew(1, record -> record.replace("disks", "disco"));
        int before = bench.printed().length();
        assertEquals(2, bench.hamail("verify", "--json", "--against=" + log));
        JsonObject json =
                JsonParser.parseString(bench.printed().substring(before)).getAsJsonObject();
        assertTrue(json.get("error").getAsString().contains("is not the one that was logged"), json::toString);
        JsonObject host = json.getAsJsonArray("logical_hosts").get(0).getAsJsonObject();
        assertEquals(0, host.get("proved").getAsInt());
        assertEquals(
                1,
                host.getAsJsonArray("changed")
                        .get(0)
                        .getAsJsonObject()
                        .get("line")
                        .getAsInt());
    }
}
