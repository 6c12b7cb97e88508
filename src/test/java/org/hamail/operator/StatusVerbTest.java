package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamail.cli.Program.Console;
import org.hamail.program.Bench;
import org.hamail.program.Hamail;
import org.hamail.site.DetachedWorker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusVerbTest {
    private static final String HEADINGS = "LOGICAL HOST +CONDITION +NODE +SERVICE +STANDING +LAST ACTION +NEXT";

    @TempDir
    static Path directory = Path.of("/nonexistent");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(Files.createTempDirectory(directory, "bench")).prepare();
    }

    /** A second logical host with the same engine, beside mail1. */
    private void two() throws Exception {
        String text = Files.readString(bench.configuration);
        int begin = text.indexOf("  mail1:");
        int end = text.indexOf("profiles:");
        String second = text.substring(begin, end).replace("mail1:", "mail2:").replace("127.0.0.1", "127.0.0.2");
        Files.writeString(bench.configuration, text.substring(0, end) + second + text.substring(end));
    }

    private int run(Map<String, String> environment, boolean terminal, String... words) {
        bytes.reset();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var all = new ArrayList<>(List.of(words));
        all.add("--config=" + bench.configuration);
        return new Hamail().run(all, new Console(out, out, environment, terminal));
    }

    private String said(String... words) {
        assertEquals(0, run(Map.of(), false, words), bytes.toString(StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void allLogicalHostsAreTableWorstFirst() throws Exception {
        two();
        run(Map.of(), false, "pause", "mail2", "--reason=new disks");
        bench.tell(Map.of("-l", "mail2"));
        String[] lines = said("status").split("\n", -1);
        assertTrue(lines[0].matches(HEADINGS), lines[0]);
        assertTrue(
                lines[1].matches("mail2 +held +phys-a +paused +imapd absent since [0-9:]{8} +- +service: hamail resume"
                        + " ends it"),
                lines[1]);
        assertTrue(lines[2].matches("mail1 +idle +phys-a +on +- +- +-"), lines[2]);
        assertEquals("", lines[3]);
        assertTrue(lines[4].startsWith("mail2: imapd absent since "), lines[4]);
        assertEquals(lines[0].indexOf("NODE"), lines[1].indexOf("phys-a"));
        assertEquals(lines[0].indexOf("NEXT"), lines[1].indexOf("service: "));
    }

    @Test
    void singleLogicalHostIsShownInFull() {
        String said = said("status");
        assertTrue(said.split("\n", -1)[0].matches(HEADINGS), said);
        assertTrue(said.contains("\n\nlogical_host    mail1\nservice         on\n"), said);
        assertTrue(said("status", "mail1").startsWith("logical_host    mail1\n"));
    }

    @Test
    void lastActionIsShownWithItsOutcome() {
        run(Map.of(), false, "switch");
        String said = said("status");
        assertTrue(said.contains("  switch to phys-b "), said);
        assertTrue(said.matches("(?s).*switch to phys-b [0-9:]{8}, failed  .*"), said);
        assertTrue(said.contains("last_action     switch to phys-b begun at "), said);
    }

    @Test
    void aSilentEngineLeavesTheNodeOpen() throws Exception {
        bench.script("exit 3");
        two();
        assertTrue(said("status").matches("(?s).*\nmail1 +idle +\\? +on .*"));
    }

    @Test
    void unreadableLogicalHostComesFirst() throws Exception {
        two();
        bench.tell();
        Path journal = bench.stateDir.resolve("mail1/journal.jsonl");
        Files.writeString(journal, Files.readString(journal).replaceFirst("imapd", "smtpd"));
        assertEquals(2, run(Map.of(), false, "status"));
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(said.matches("(?s).*\nmail1 +unreadable +.*hamail journal --set-aside\nmail2 +idle .*"), said);
        assertTrue(said.contains("\nmail1: the journal is broken: "), said);
        assertEquals(2, run(Map.of(), false, "status", "--json"));
        JsonObject json =
                JsonParser.parseString(bytes.toString(StandardCharsets.UTF_8)).getAsJsonObject();
        assertTrue(json.get("error").getAsString().startsWith("mail1: the journal is broken: "));
        JsonArray hosts = json.getAsJsonArray("logical_hosts");
        assertEquals("mail1", hosts.get(0).getAsJsonObject().get("name").getAsString());
        assertEquals("idle", hosts.get(1).getAsJsonObject().get("condition").getAsString());
    }

    /** Nothing stands in a journal that nobody can write; check_mail_ha says the same. */
    @Test
    void whereNothingCanBeRecordedServiceIsNotIdle() throws Exception {
        two();
        Files.createDirectories(bench.stateDir.resolve("mail2/journal.lock"));
        assertEquals(2, run(Map.of(), false, "status"));
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(said.matches("(?s).*\nmail2 +blocked +phys-a +on +- +- +hamail doctor\nmail1 +idle .*"), said);
        assertTrue(said.contains("\nmail2: nothing can be recorded or acted on: " + bench.stateDir), said);
        assertEquals(2, run(Map.of(), false, "status", "mail2"));
        assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("condition       blocked\n"));
        assertEquals(2, run(Map.of(), false, "status", "--json"));
        JsonObject json =
                JsonParser.parseString(bytes.toString(StandardCharsets.UTF_8)).getAsJsonObject();
        assertTrue(json.get("error").getAsString().startsWith("mail2: nothing can be recorded or acted on: "));
    }

    @Test
    void coloursNeedTerminalAndNoNoColor() {
        run(Map.of(), false, "pause");
        assertFalse(said("status").contains("\033["));
        run(Map.of(), true, "status");
        assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("\033[33mmail1 "));
        run(Map.of("NO_COLOR", "1"), true, "status");
        assertFalse(bytes.toString(StandardCharsets.UTF_8).contains("\033["));
        run(Map.of("TERM", "dumb"), true, "status");
        assertFalse(bytes.toString(StandardCharsets.UTF_8).contains("\033["));
    }

    @Test
    void watchingShowsItAgainUntilInterrupted() throws Exception {
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        List<String> words = List.of("--watch=5", "--config=" + bench.configuration);
        var call = new Verb.Call(
                StatusVerb.verb().parse(words), new Console(out, out, Map.of(), true), DetachedWorker::reconciling);
        var looks = new ArrayList<Long>();
        int exit = StatusVerb.watching(call, time -> {
            looks.add(time.toSeconds());
            if (looks.size() == 3) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(Thread.interrupted());
        assertEquals(0, exit);
        assertEquals(List.of(5L, 5L, 5L), looks);
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(3, said.split("LOGICAL HOST", -1).length - 1, said);
        assertTrue(said.startsWith("\033[H\033[2J2"), said);
    }

    @Test
    void watchingNeedsANumberOfSeconds() {
        assertEquals(3, run(Map.of(), false, "status", "--watch=soon"));
        assertEquals(3, run(Map.of(), false, "status", "--watch=0"));
    }
}
