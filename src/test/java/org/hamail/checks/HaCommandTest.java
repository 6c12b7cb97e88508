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
