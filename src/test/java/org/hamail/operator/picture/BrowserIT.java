package org.hamail.operator.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hamail.operator.replay.HostResult;
import org.hamail.operator.replay.ReplayDecision;
import org.hamail.operator.replay.ReplayReport;
import org.hamail.operator.replay.Replays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a Chromium without a screen. */
class BrowserIT {
    private static final int TAB = 9;
    private static final int PLUS = 187;
    private static final Path TRACES = Path.of("test-fixtures/replay/outage");
    private static final int DAYS = 30;

    @TempDir
    private Path directory;

    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        browser = Browser.start(directory);
    }

    @AfterEach
    void stop() throws Exception {
        browser.stop();
    }

    private double open(ReplayReport report) throws IOException, InterruptedException {
        return browser.open(Files.writeString(directory.resolve("page.html"), Picture.page(report, ZoneOffset.UTC)));
    }

    private static ReplayReport replayed(Path log) throws IOException {
        return Replays.of(Replays.RULES, log);
    }

    private static int marks(ReplayReport report) {
        return report.hosts().stream().mapToInt(host -> host.decisions().size()).sum();
    }

    @Test
    void everyMarkIsPlacedByTime() throws Exception {
        ReplayReport report = replayed(TRACES.resolve("second-failover-within-the-hour/nagios.log"));
        open(report);
        JsonArray places = browser.value("Array.from(document.querySelectorAll('a[id^=m]'),function(a){"
                        + "var c=a.querySelector('circle').getBoundingClientRect(),"
                        + "s=a.closest('svg').getBoundingClientRect();"
                        + "return (c.left+c.width/2-s.left)/s.width})")
                .getAsJsonArray();
        assertEquals(marks(report), places.size());
        long from = report.from().toEpochMilli();
        double span = report.to().toEpochMilli() - from;
        HostResult host = report.hosts().get(0);
        for (int i = 0; i < host.decisions().size(); i++) {
            ReplayDecision made = host.decisions().get(i);
            assertEquals(
                    (made.time().toEpochMilli() - from) / span, places.get(i).getAsDouble(), 0.001, made::toString);
        }
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void tabReachesEveryMarkAndKeysZoom() throws Exception {
        ReplayReport report = replayed(TRACES.resolve("second-failover-within-the-hour/nagios.log"));
        open(report);
        var wanted = IntStream.range(0, marks(report)).mapToObj(i -> "m" + i).toList();
        var reached = new ArrayList<String>();
        for (int i = 0; i < 50 && reached.size() < wanted.size(); i++) {
            browser.press("Tab", TAB);
            String id = browser.value("document.activeElement.id").getAsString();
            if (id.matches("m\\d+")) {
                reached.add(id);
            }
        }
        assertEquals(wanted, reached.stream().sorted().toList());
        String width = "document.querySelector('.scroll svg').getBoundingClientRect().width";
        double before = browser.value(width).getAsDouble();
        browser.press("+", PLUS);
        assertEquals(2, browser.value(width).getAsDouble() / before, 0.01);
        assertEquals(List.of(), browser.complaints());
    }

    /** A month of faults of 15 daemons. Prints how long it takes to open; {@code packaging/benchmark --replay} measures. */
    @Test
    void aMonthIsOpened() throws Exception {
        var log = new StringBuilder();
        long begin = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
        String[] roles = {"smtpd", "popd", "imapd", "mshttpd", "stored"};
        for (int hour = 0; hour < DAYS * 24; hour++) {
            String service = "mail" + (1 + hour % 3) + ";" + roles[hour % 5] + " process;";
            long at = begin + hour * 3600L;
            log.append("[%d] SERVICE ALERT: %sCRITICAL;SOFT;1;DAEMON CRITICAL [absent]: no process\n"
                    .formatted(at, service));
            log.append("[%d] SERVICE ALERT: %sOK;SOFT;2;DAEMON OK: 1 process\n".formatted(at + 120, service));
        }
        ReplayReport report = replayed(Files.writeString(directory.resolve("nagios.log"), log));
        double milliseconds = open(report);
        System.out.printf("a month with %d decisions opens in %.0f ms%n", marks(report), milliseconds);
        assertTrue(marks(report) > DAYS * 20, () -> marks(report) + " decisions");
        assertEquals(
                marks(report),
                browser.value("document.querySelectorAll('a[id^=m]').length").getAsInt());
        assertTrue(milliseconds < 60_000, "only what hangs takes so long: " + milliseconds);
        assertEquals(List.of(), browser.complaints());
    }

    /** For people to look at: light, dark and printed. */
    @Test
    void itIsDrawnWithoutAnError() throws Exception {
        open(replayed(TRACES.resolve("storm/nagios.log")));
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        for (String how : List.of("screen light", "screen dark", "print dark")) {
            String[] words = how.split(" ");
            Path file = folder.resolve("replay-" + words[0] + "-" + words[1] + ".png");
            browser.picture(words[0], words[1], file);
            assertTrue(Files.size(file) > 10_000, how);
        }
        assertEquals(List.of(), browser.complaints());
    }
}
