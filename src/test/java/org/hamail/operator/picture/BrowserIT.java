package org.hamail.operator.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamail.operator.replay.HostResult;
import org.hamail.operator.replay.ReplayDecision;
import org.hamail.operator.replay.ReplayReport;
import org.hamail.operator.replay.Replays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a Chromium without a screen. */
class BrowserIT {
    /** Gives each mark the focus, and notes who has it then and where the mark is on its picture; then zooms by a key. */
    private static final String LOOK = """
            <script>
            window.addEventListener('load',function(){var got={focused:[],places:[]};
            document.querySelectorAll('a[id^=m]').forEach(function(a){a.focus();
            if(document.activeElement===a&&a.tabIndex===0){got.focused.push(a.id)}
            var c=a.querySelector('circle').getBoundingClientRect(),s=a.closest('svg').getBoundingClientRect();
            got.places.push((c.left+c.width/2-s.left)/s.width)});
            var before=document.querySelector('.scroll svg').getBoundingClientRect().width;
            document.dispatchEvent(new KeyboardEvent('keydown',{key:'+'}));
            got.zoom=document.querySelector('.scroll svg').getBoundingClientRect().width/before;
            document.body.setAttribute('data-got',JSON.stringify(got))});
            </script></body>
            """;

    @TempDir
    private Path directory;

    private String printed(Path output, String... words) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + directory.resolve("profile"),
                "--enable-logging=stderr",
                "--window-size=1300,900"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES), "Chromium did not end");
        assertEquals(0, process.exitValue());
        String errors = Files.readString(directory.resolve("errors"));
        assertFalse(errors.contains("CONSOLE"), errors);
        return Files.readString(output);
    }

    @Test
    void everyMarkIsPlacedByTimeAndReachable() throws Exception {
        ReplayReport report = Replays.of(
                Replays.RULES, Path.of("test-fixtures/replay/outage/second-failover-within-the-hour/nagios.log"));
        String html = Picture.page(report, ZoneOffset.UTC);
        Path page = Files.writeString(directory.resolve("page.html"), html.replace("</body>", LOOK));
        String shown =
                printed(directory.resolve("dom"), "--dump-dom", page.toUri().toString());
        Matcher found = Pattern.compile("data-got=\"([^\"]*)\"").matcher(shown);
        assertTrue(found.find(), shown);
        JsonObject got =
                JsonParser.parseString(found.group(1).replace("&quot;", "\"")).getAsJsonObject();
        HostResult host = report.hosts().get(0);
        int marks = report.hosts().stream()
                .mapToInt(each -> each.decisions().size())
                .sum();
        assertEquals(marks, got.getAsJsonArray("focused").size(), got::toString);
        long from = report.from().toEpochMilli();
        double span = report.to().toEpochMilli() - from;
        for (int i = 0; i < host.decisions().size(); i++) {
            ReplayDecision made = host.decisions().get(i);
            double place = got.getAsJsonArray("places").get(i).getAsDouble();
            assertEquals((made.time().toEpochMilli() - from) / span, place, 0.001, made::toString);
        }
        assertEquals(2, got.get("zoom").getAsDouble(), 0.01);
    }

    /** For people to look at: light and dark. */
    @Test
    void itIsDrawnWithoutAnError() throws Exception {
        ReplayReport report = Replays.of(Replays.RULES, Path.of("test-fixtures/replay/outage/storm/nagios.log"));
        Path page = Files.writeString(directory.resolve("page.html"), Picture.page(report, ZoneOffset.UTC));
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        for (String scheme : List.of("light", "dark")) {
            Path file = folder.resolve("replay-" + scheme + ".png").toAbsolutePath();
            Files.deleteIfExists(file);
            printed(
                    directory.resolve("out"),
                    "--screenshot=" + file,
                    "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? 0 : 1),
                    page.toUri().toString());
            assertTrue(Files.size(file) > 10_000, scheme);
        }
    }
}
