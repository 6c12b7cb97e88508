package org.hamail.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import org.hamail.program.Bench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaCommandTest {
    @Test
    void allProblemsOfAConfigurationStandOnTheOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("hamail.yaml"), "zork: 1\nagent: 2\n");
        CheckProgram.Answer answer = new CheckProgram(new HaCommand()).answer(List.of("--config", file.toString()));
        assertEquals(3, answer.exitCode());
        String line = answer.text().lines().findFirst().orElse("");
        assertTrue(line.startsWith("HA UNKNOWN [usage]: configuration: " + file + ":1:1: zork: unknown key"), line);
        assertTrue(line.contains("; " + file + ":2:8: agent: "), line);
    }

    @Test
    void theLogicalHostIsNamedBesideAProblemThatOnlyTheCoreShows(@TempDir Path folder) throws IOException {
        long now = Clock.systemUTC().instant().getEpochSecond();
        Path status = Files.writeString(
                folder.resolve("status.dat"),
                Files.readString(Path.of("test-fixtures/core/status.dat"))
                        .replaceAll("(created|last_check)=\\d+", "$1=" + now)
                        .replaceAll("(last_hard_state_change)=\\d+", "$1=" + (now - 300)));
        Path file = new Bench(folder).prepare().configuration;
        Files.writeString(file, "core: {kind: nagios, status_file: " + status + "}\n", StandardOpenOption.APPEND);

        CheckProgram.Answer answer =
                new CheckProgram(new HaCommand()).answer(List.of("--config", file.toString(), "--observe-only"));

        assertEquals(2, answer.exitCode());
        assertTrue(
                answer.text().startsWith("HA CRITICAL [unheard]: mail1: the core shows a problem of "), answer.text());
    }
}
