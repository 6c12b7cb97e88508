package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
