package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.hamail.config.ConfigLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    @TempDir
    static Path directory = Path.of("/nonexistent");

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(Files.createTempDirectory(directory, "bench")).prepare();
    }

    private String text() throws Exception {
        return new Metrics(ConfigLoader.load(bench.configuration)).get();
    }

    @Test
    void theConditionThatHoldsIsOne() throws Exception {
        assertTrue(text().contains("\nhamail_condition{logical_host=\"mail1\",condition=\"idle\"} 1\n"));
        bench.hamail("pause");
        bench.tell();
        String text = text();
        assertTrue(text.contains("\nhamail_condition{logical_host=\"mail1\",condition=\"held\"} 1\n"), text);
        assertTrue(text.contains("\nhamail_condition{logical_host=\"mail1\",condition=\"idle\"} 0\n"), text);
        assertTrue(text.contains("\nhamail_standing_faults{logical_host=\"mail1\"} 1\n"), text);
    }

    @Test
    void whereNothingCanBeRecordedConditionIsBlocked() throws Exception {
        Files.createDirectories(bench.stateDir.resolve("mail1/journal.lock"));
        assertTrue(text().contains("\nhamail_condition{logical_host=\"mail1\",condition=\"blocked\"} 1\n"), text());
    }

    @Test
    void journalThatCannotBeReadIsFigure() throws Exception {
        bench.tell();
        Path journal = bench.stateDir.resolve("mail1/journal.jsonl");
        Files.writeString(journal, Files.readString(journal).replaceFirst("imapd", "smtpd"));
        String text = text();
        assertTrue(text.contains("\nhamail_readable{logical_host=\"mail1\"} 0\n"), text);
        assertFalse(text.contains("hamail_standing_faults{"), text);
    }

    /** Each family begins with its type, has all its samples together, and the last line says that it is the last. */
    @Test
    void theTextIsAsTheFormatWantsIt() throws Exception {
        bench.tell();
        String[] lines = text().split("\n");
        assertEquals("# EOF", lines[lines.length - 1]);
        var families = new HashSet<String>();
        String family = "";
        for (String line : lines) {
            if (line.startsWith("# TYPE ")) {
                family = line.split(" ")[2];
                assertTrue(families.add(family), line);
                assertEquals("# TYPE " + family + " gauge", line);
            } else if (line.startsWith("# UNIT ")) {
                assertEquals("# UNIT " + family + " seconds", line);
                assertTrue(family.endsWith("_seconds"), line);
            } else if (line.startsWith("# HELP ")) {
                assertTrue(line.startsWith("# HELP " + family + " "), line);
            } else if (!line.equals("# EOF")) {
                assertTrue(line.matches(family + "\\{[a-z_]+=\"[^\"\\\\\n]*\"(,[a-z_]+=\"[^\"]*\")?\\} [0-9]+"), line);
            }
        }
        assertEquals(6, families.size());
    }
}
