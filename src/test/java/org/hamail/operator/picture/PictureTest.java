package org.hamail.operator.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.hamail.operator.replay.Replays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {
    @TempDir
    private Path directory;

    private static String page(Path log) {
        return Picture.page(Replays.of(Replays.RULES, log), ZoneOffset.UTC);
    }

    @Test
    void everyDecisionIsMarkThatLeadsToRow() {
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

    /** Each of five services changes its state once a minute, in a downtime: nothing but problems and holds. */
    @Test
    void monthOfFlappingServiceIsNotTooLarge() throws IOException {
        var log = new StringBuilder("[1764547200] SERVICE DOWNTIME ALERT: mail1;imapd process;STARTED; started\n");
        List<String> services =
                List.of("imapd process", "popd process", "smtpd process", "IMAP protocol local", "POP3 protocol local");
        for (int minute = 0; minute < 30 * 1440; minute++) {
            long time = 1764547200L + 60L * minute;
            for (String service : services) {
                log.append("[" + time + "] SERVICE ALERT: mail1;" + service + ";")
                        .append(
                                minute % 2 == 0
                                        ? "OK;SOFT;2;OK\n"
                                        : "CRITICAL;SOFT;1;DAEMON CRITICAL [absent]: no process of it\n");
            }
        }
        Path file = Files.writeString(directory.resolve("log"), log);
        int bytes = page(file).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < 5_000_000, bytes + " bytes");
    }

    @Test
    void keyboardAndScreenReaderReachEveryMark() {
        String page = page(Path.of("test-fixtures/replay/outage/storm/nagios.log"));
        long marks = Pattern.compile("<circle ").matcher(page).results().count();
        assertEquals(
                marks,
                Pattern.compile("<a id=\"m\\d+\" href=\"#d\\d+\" tabindex=\"0\" aria-label=\"[^\"]{20,}\"><circle ")
                        .matcher(page)
                        .results()
                        .count());
        assertTrue(page.contains("role=\"region\" aria-label=\"mail1, times"), page);
        assertTrue(page.contains("<g role=\"group\" aria-label=\"imapd process (local)\">"), page);
        assertTrue(page.contains("closed gates"), page);
    }

    @Test
    void timesStandAlongTheEdge() {
        String page = page(Path.of("test-fixtures/replay/outage/storm/nagios.log"));
        assertTrue(page.contains(">00:15</text>"), page);
    }

    /** Summer time began at 02:00: the hour before it is followed by 03:00, and the next midnight is 23 hours later. */
    @Test
    void dayOfTwentyThreeHoursIsInOrder() throws IOException {
        Path log = Files.writeString(directory.resolve("log"), "[1774738800] x\n[1774825200] x\n");
        String page = Picture.page(Replays.of(Replays.RULES, log), ZoneId.of("Europe/Berlin"));
        List<String> hours = Pattern.compile("class=\"tick\">.*?>([0-9:-]+)</text>")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .limit(9)
                .toList();
        assertEquals(List.of("03-29", "04:00", "07:00", "10:00", "13:00", "16:00", "19:00", "22:00", "03-30"), hours);
    }
}
