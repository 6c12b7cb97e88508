package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamail.cli.Program.Console;
import org.hamail.program.Bench;
import org.hamail.recovery.World;
import org.hamail.site.DetachedWorker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryVerbTest {
    @TempDir
    static Path directory = Path.of("/nonexistent");

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(Files.createTempDirectory(directory, "bench")).prepare();
    }

    private String said(String... words) {
        int before = bench.printed().length();
        assertEquals(0, bench.hamail(words));
        return bench.printed().substring(before).strip();
    }

    @Test
    void incidentIsBlockAndAllShowsRecords() {
        bench.tell();
        String block = said("history");
        String time = "[0-9-]{10} [0-9:]{8} [+-][0-9:]{5}";
        assertTrue(
                block.matches("(?s)" + time + "  imapd absent, not over after [0-9]+ s  \\(#1 to #[0-9]+\\)\n.*"),
                block);
        assertTrue(block.contains("  seen        imapd process (local) CRITICAL HARD 3 [absent]"), block);
        assertTrue(block.contains(" restart 1 of 2 within 1h (2 times, last "), block);
        assertTrue(block.contains("  started     restart of all on phys-a"), block);
        assertTrue(block.contains("  NOT proved "), block);
        String all = said("history", "--all");
        assertTrue(all.matches("(?s)[0-9-]{10} [0-9:.]{12} [+-][0-9:]{5}  #1    seen        imapd process .*"), all);
        assertTrue(said("history", "--all", "--utc").matches("(?s)[0-9-]{10} [0-9:.]{12} Z  #1    seen .*"));
    }

    /** A core gives nothing for a macro that it does not know there. */
    @Test
    void emptyMacroIsShownAsDash() {
        bench.tell(Map.of("--state-type", "", "--attempt", "", "--downtime", "", "--node", ""));
        String seen = "imapd process (local) CRITICAL - - [absent] in downtime - on -";
        assertTrue(said("history", "--all").contains("  #1    seen        " + seen + "\n"), bench.printed());
        assertTrue(said("history").endsWith("  seen        " + seen), bench.printed());
    }

    @Test
    void onlyTheLastIncidentsAreShown() {
        bench.hamail("pause", "--reason=first");
        bench.hamail("resume", "--reason=second");
        assertTrue(said("history", "-n", "1").matches("[^\n]*  #2  operator  resume by [^\n]*: second"));
        assertEquals(2, said("history").split("\n").length);
    }

    @Test
    void anEmptyHistorySaysSo() {
        assertEquals("nothing has been recorded yet: no report has come from the monitoring core", said("history"));
        bench.hamail("pause");
        assertEquals("nothing has been recorded since then", said("history", "--since=0s"));
    }

    /** What is printed until the fourth look; {@code event} comes before the third. */
    private String followed(World.Happening event) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        List<String> words = List.of("--follow", "--config=" + bench.configuration);
        var call = new Verb.Call(
                HistoryVerb.verb().parse(words), new Console(out, out, Map.of()), DetachedWorker::reconciling);
        var looks = new AtomicInteger();
        int exit = HistoryVerb.run(call, time -> {
            if (looks.incrementAndGet() == 2) {
                happen(event);
            } else if (looks.get() == 4) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(Thread.interrupted());
        assertEquals(0, exit);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void happen(World.Happening event) {
        try {
            event.happens();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void followingShowsEachNewRecordOnce() throws Exception {
        bench.hamail("pause", "--reason=first");
        String[] lines =
                followed(() -> bench.hamail("resume", "--reason=second")).split("\n");
        assertEquals(2, lines.length, String.join("\n", lines));
        assertTrue(lines[0].contains("  #1  operator  pause by "), lines[0]);
        assertTrue(lines[1].contains("  #2    operator    resume by "), lines[1]);
    }

    /** One that was set aside is followed by one whose numbers begin at 1. */
    @Test
    void followingGoesOnInANewJournal() throws Exception {
        bench.hamail("pause", "--reason=first");
        bench.hamail("resume", "--reason=second");
        String[] lines = followed(() -> {
                    Files.delete(bench.stateDir.resolve("mail1/journal.jsonl"));
                    Files.delete(bench.stateDir.resolve("mail1/journal.jsonl").resolveSibling("service.json"));
                    bench.hamail("pause", "--reason=third");
                })
                .split("\n");
        assertEquals("a new journal has begun: the one before was set aside", lines[lines.length - 2]);
        assertTrue(lines[lines.length - 1].contains("  #1    operator    pause by "), lines[lines.length - 1]);
        assertTrue(lines[lines.length - 1].contains("third"), lines[lines.length - 1]);
    }

    @Test
    void followingIsNoDocument() {
        assertEquals(3, bench.hamail("history", "--follow", "--json"));
        assertFalse(bench.printed().isEmpty());
    }
}
