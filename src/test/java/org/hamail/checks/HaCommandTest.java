package org.hamail.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hamail.program.Bench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HaCommandTest {
    @Test
    void allProblemsOfConfigurationStandOnOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("hamail.yaml"), "zork: 1\nagent: 2\n");
        CheckProgram.CheckAnswer answer =
                new CheckProgram(new HaCommand()).answer(List.of("--config", file.toString()));
        assertEquals(3, answer.exitCode());
        String line = answer.text().lines().findFirst().orElse("");
        assertTrue(line.startsWith("HA UNKNOWN [usage]: configuration: " + file + ":1:1: zork: unknown key"), line);
        assertTrue(line.contains("; " + file + ":2:8: agent: "), line);
    }

    @ParameterizedTest
    @CsvSource({
        "journal.lock, link", "journal.lock, folder", "journal.lock, pipe", "journal.lock, hard link",
        "worker.lock, link", "worker.lock, folder", "worker.lock, pipe", "worker.lock, hard link",
        "journal.jsonl, link", "journal.jsonl, folder", "journal.jsonl, pipe", "journal.jsonl, hard link"
    })
    void whatCannotBeWrittenBlocks(String name, String kind, @TempDir Path folder) throws Exception {
        Bench bench = new Bench(folder).prepare();
        bench.hamail("pause");
        Path file = bench.stateDir.resolve("mail1").resolve(name);
        Path aside = folder.resolve("aside");
        if (Files.exists(file)) {
            Files.move(file, aside);
        } else {
            Files.createFile(aside);
        }
        switch (kind) {
            case "link" -> Files.createSymbolicLink(file, aside);
            case "hard link" -> Files.createLink(file, aside);
            case "folder" -> Files.createDirectory(file);
            default ->
                assertEquals(
                        0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
        }
        CheckProgram.CheckAnswer answer =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new CheckProgram(new HaCommand())
                        .answer(List.of("--config", bench.configuration.toString(), "--observe-only")));
        assertEquals(2, answer.exitCode(), answer.text());
        String told = "HA CRITICAL [blocked]: mail1: nothing can be recorded or acted on: " + file + ": ";
        assertTrue(answer.text().startsWith(told), answer.text());
        int handler = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> bench.tell());
        assertEquals(2, handler);
        assertTrue(bench.printed().contains(name + ": "), bench.printed());
    }

    private static String said(Bench bench) {
        return new CheckProgram(new HaCommand())
                .answer(List.of("--config", bench.configuration.toString(), "--observe-only"))
                .text();
    }

    /** As that of a fault that is held: nobody should have to know in which zone a time is. */
    @Test
    void everyTimeIsOfTheClock(@TempDir Path folder) throws Exception {
        Bench bench = new Bench(folder).prepare();
        bench.hamail("pause", "--for=2h");
        String paused = said(bench);
        assertTrue(
                paused.matches("(?s)HA WARNING \\[paused\\]: mail1 paused by [^ ,]+, until [0-9:]{8}[;|].*"), paused);
        bench.hamail("resume");
        bench.hamail("pause", "--for=30h");
        String later = said(bench);
        assertTrue(later.matches("(?s).* paused by [^ ,]+, until [-0-9]{10} [0-9:]{8}[;|].*"), later);
        bench.hamail("resume");
        bench.tell();
        String failed = said(bench);
        assertTrue(failed.contains(" begun at "), failed);
        assertTrue(failed.matches("(?s)[^|]* begun at [0-9:]{8} [^|]*\\|.*"), failed);
    }

    /** A broken journal has none, and what the graphs of the others show goes on. */
    @Test
    void figuresAreOfAllLogicalHostsThatCanBeLookedAt(@TempDir Path folder) throws Exception {
        Bench bench = new Bench(folder).prepare();
        bench.addSecondHost();
        for (String name : List.of("mail1", "mail2")) {
            bench.hamail("pause", "-l", name);
            bench.tell(Map.of("-l", name));
        }
        assertTrue(said(bench).contains("|restarts=0;;;0 failovers=0;;;0 held=2;;;0 age="), said(bench));
        Path journal = bench.stateDir.resolve("mail1/journal.jsonl");
        Files.writeString(journal, Files.readString(journal).replaceFirst("pause", "resume"));
        String broken = said(bench);
        assertTrue(broken.startsWith("HA CRITICAL [blocked]: the journal is broken: "), broken);
        assertTrue(broken.contains("|restarts=0;;;0 failovers=0;;;0 held=1;;;0 age="), broken);
    }

    /** Whoever starts a worker begins with its log. */
    @Test
    void noWorkerIsStartedWithoutWork(@TempDir Path folder) throws Exception {
        Bench bench = new Bench(folder).prepare();
        bench.hamail("on");
        CheckProgram.CheckAnswer answer =
                new CheckProgram(new HaCommand()).answer(List.of("--config", bench.configuration.toString()));
        assertEquals(0, answer.exitCode(), answer.text());
        assertTrue(Files.notExists(bench.stateDir.resolve("mail1/worker.log")));
    }

    @Test
    void coreOnlyProblemNamesLogicalHost(@TempDir Path folder) throws IOException {
        long now = Clock.systemUTC().instant().getEpochSecond();
        Path status = Files.writeString(
                folder.resolve("status.dat"),
                Files.readString(Path.of("test-fixtures/core/status.dat"))
                        .replaceAll("(created|last_check)=\\d+", "$1=" + now)
                        .replaceAll("(last_hard_state_change)=\\d+", "$1=" + (now - 300)));
        Path file = new Bench(folder).prepare().configuration;
        Files.writeString(file, "core: {kind: nagios, status_file: " + status + "}\n", StandardOpenOption.APPEND);

        CheckProgram.CheckAnswer answer =
                new CheckProgram(new HaCommand()).answer(List.of("--config", file.toString(), "--observe-only"));

        assertEquals(2, answer.exitCode());
        assertTrue(
                answer.text().startsWith("HA CRITICAL [unheard]: mail1: the core shows a problem of "), answer.text());
    }
}
