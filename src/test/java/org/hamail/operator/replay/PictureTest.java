package org.hamail.operator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {
    @TempDir
    private Path directory;

    private static String page(Path log) {
        return Picture.page(Replays.of(Replays.RULES, log), ZoneOffset.UTC);
    }

    @Test
    void everyDecisionIsAMarkThatLeadsToItsRow() {
        Path log = Path.of("test-fixtures/replay/outage/storm/nagios.log");
        String page = page(log);
        int decisions = Replays.of(Replays.RULES, log).hosts().stream()
                .mapToInt(host -> host.decisions().size())
                .sum();
        assertEquals(
                decisions, Pattern.compile("<circle ").matcher(page).results().count());
        for (int i = 0; i < decisions; i++) {
            assertTrue(page.contains("href=\"#d" + i + "\"") && page.contains("<tr id=\"d" + i + "\""), page);
        }
    }

    @Test
    void whatAServerSaysIsTextOnly() throws IOException {
        Path log = Files.writeString(
                directory.resolve("log"),
                "[1764547200] SERVICE ALERT: mail1;imapd process;CRITICAL;"
                        + "SOFT;1;DAEMON CRITICAL [absent]: <script>alert(1)</script>\n"
                        + "[1764548200] SERVICE ALERT: mail1;imapd process;OK;HARD;1;OK\n");
        assertFalse(page(log).contains("<script>alert"));
        assertFalse(page(log).contains("http://") || page(log).contains("https://"));
    }
}
