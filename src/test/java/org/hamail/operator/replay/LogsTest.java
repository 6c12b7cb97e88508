package org.hamail.operator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
    private static final String DOWN =
            "[1764547800] SERVICE ALERT: mail1;imapd process;CRITICAL;SOFT;1;DAEMON CRITICAL [absent]: imapd is absent\n";
    private static final String UP = "[1764547860] SERVICE ALERT: mail1;imapd process;OK;SOFT;2;DAEMON OK: imapd 1\n";
    private static final String LATER = "[1764551400] Auto-save of retention data completed successfully.\n";

    @TempDir
    private Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static List<String> whys(ReplayInput input) {
        return input.unreadable().stream()
                .map(each -> Path.of(each.file()).getFileName() + ":" + each.line() + " " + each.why())
                .toList();
    }

    @Test
    void theOrderOfTheFilesDoesNotMatter() throws IOException {
        Path first = file("a", DOWN);
        Path second = file("b", UP + LATER);
        assertEquals(List.of("restart restart-absent"), Replays.decisions(first, second));
        assertEquals(List.of("restart restart-absent"), Replays.decisions(second, first));
    }

    @Test
    void sameLineInAnotherFileIsSameLine() throws IOException {
        Path first = file("a", DOWN + UP);
        Path second = file("b", DOWN + UP + LATER);
        assertEquals(List.of("restart restart-absent"), Replays.decisions(first, second));
        assertEquals(3, Replays.input(first, second).extent().ignored());
    }

    @Test
    void anArchiveMayBeCompressed() throws IOException {
        Path file = directory.resolve("nagios.log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((DOWN + UP + LATER).getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(List.of("restart restart-absent"), Replays.decisions(file));
    }

    @Test
    void truncatedCompressedFileIsReadWherePossible() throws IOException {
        Path whole = directory.resolve("whole.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write((DOWN + UP + LATER).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(directory.resolve("cut.gz"), java.util.Arrays.copyOf(bytes, bytes.length - 9));
        assertEquals(1, Replays.input(cut).unreadable().size());
    }

    @Test
    void unreadableIsNamedWithFileAndLine() throws IOException {
        Path file =
                file("log", DOWN + "\u0000\u0001 junk\n" + UP + "[17645478\n[1764547900] SERVICE ALERT: mail1;imapd");
        ReplayInput input = Replays.input(file);
        assertEquals(
                List.of(
                        "log:2 no time in brackets at the beginning",
                        "log:4 no time in brackets at the beginning",
                        "log:5 cut off: SERVICE ALERT has too few fields"),
                whys(input));
        assertEquals(5, input.extent().lines());
        assertEquals(0, input.extent().ignored());
        assertTrue(input.read());
    }

    @Test
    void directoriesEmptyMissingAndOtherFilesAreNamed() throws IOException {
        Path empty = file("empty", "");
        Path other = file("other", "[2025-12-01 00:00:00 +0000] information/Checkable: something\nmore\n");
        ReplayInput input = Replays.input(directory, empty, other, directory.resolve("none"));
        assertFalse(input.read());
        assertEquals(4, input.unreadable().size());
        assertTrue(
                whys(input).get(0).endsWith(":0 a directory; name the files in it"),
                whys(input).toString());
        assertEquals("empty:0 empty", whys(input).get(1));
        assertTrue(
                whys(input).get(2).startsWith("other:0 not a log of Nagios"),
                whys(input).toString());
        assertEquals("none:0 no such file", whys(input).get(3));
    }

    @Test
    void textInAnotherEncodingIsReadAllSame() throws IOException {
        Path file = directory.resolve("latin");
        Files.write(
                file, (DOWN.replace("is absent", "\u00e4\u00f6") + UP + LATER).getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(List.of("restart restart-absent"), Replays.decisions(file));
        assertEquals(List.of(), Replays.input(file).unreadable());
    }

    @Test
    void overlongLineDoesNotStopReading() throws IOException {
        Path file = file("log", "[1764547000] X: " + "x".repeat(1 << 20) + "\n" + DOWN + UP + LATER);
        assertEquals(List.of("restart restart-absent"), Replays.decisions(file));
        assertEquals(List.of("log:1 longer than 65536 bytes"), whys(Replays.input(file)));
    }

    @Test
    void twoMastersTellOfOneEvent() throws IOException {
        String remote =
                "SERVICE ALERT: mail1;IMAP protocol remote;CRITICAL;SOFT;1;IMAP CRITICAL [timeout/greeting]: late\n";
        Path one = file("one", "[1764547800] " + remote + LATER);
        Path two = file("two", "[1764547803] " + remote + LATER);
        assertEquals(List.of(), Replays.decisions(one, two));
        Path both = file("both", "[1764547800] " + remote + "[1764547803] " + remote + LATER);
        assertEquals("failover failover-remote", Replays.decisions(both).get(0));
    }

    @Test
    void aMillionLinesAreReadInReasonableTime() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            long at = 1764547800L + i * 2L;
            text.append('[').append(at).append("] ");
            if (i % 500 == 0) {
                text.append("SERVICE ALERT: mail1;imapd process;CRITICAL;SOFT;1;DAEMON CRITICAL [absent]: gone\n");
            } else if (i % 500 == 40) {
                text.append("SERVICE ALERT: mail1;imapd process;OK;SOFT;2;DAEMON OK: imapd 1\n");
            } else {
                text.append("SERVICE ALERT: web").append(i % 300).append(";HTTP;CRITICAL;SOFT;1;CRITICAL - late\n");
            }
        }
        Path file = file("big", text.toString());
        long begun = System.nanoTime();
        ReplayReport report = Replays.of(Replays.RULES, file);
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;
        assertEquals(1_000_000, report.input().extent().lines());
        assertTrue(report.hosts().get(0).count("restart") > 100);
        assertTrue(seconds < 120, seconds + " s");
    }

    @Test
    void unorderedLinesAreReadByTime() throws IOException {
        assertEquals(List.of("restart restart-absent"), Replays.decisions(file("log", LATER + UP + DOWN)));
    }

    @Test
    void archivesThatOverlapAreReadOnce() throws IOException {
        Path first = file("a", DOWN + UP);
        Path second = file("b", UP + LATER);
        Path third = file("c", DOWN + UP + LATER);
        assertEquals(List.of("restart restart-absent"), Replays.decisions(first, second, third));
        ReplayInput input = Replays.input(first, second, third);
        assertEquals(7, input.extent().lines());
        assertEquals(5, input.extent().ignored());
    }

    @Test
    void yearOfRemovedHostsIsCounted() throws IOException {
        var text = new StringBuilder();
        for (int day = 0; day < 365; day++) {
            text.append(DOWN.replace("mail1", "old" + day).replace("1764547800", "" + (1733011800 + day * 86400L)));
        }
        ReplayInput input =
                Replays.input(file("log", text.append(DOWN + UP + LATER).toString()));
        assertEquals(366, input.extent().ignored());
        assertEquals(List.of(), input.unreadable());
        assertEquals(2, input.occurrences().size() - surroundings(input));
    }

    private static long surroundings(ReplayInput input) {
        return input.occurrences().stream()
                .filter(Occurrence.Surroundings.class::isInstance)
                .count();
    }

    @Test
    void aFileOfBytesIsNamedOnce() throws IOException {
        byte[] bytes = new byte[1 << 20];
        new java.util.Random(1).nextBytes(bytes);
        Path file = Files.write(directory.resolve("junk"), bytes);
        ReplayInput input = Replays.input(file, file("log", DOWN + UP + LATER));
        assertEquals(1, input.unreadable().size(), whys(input)::toString);
        assertTrue(whys(input).get(0).startsWith("junk:0 not a log of Nagios"), whys(input)::toString);
        assertTrue(input.read());
    }

    @Test
    void encodingsMayDifferFromLineToLine() throws IOException {
        Path file = directory.resolve("mixed");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(DOWN.replace("is absent", "\u00e4").getBytes(StandardCharsets.UTF_8));
            out.write(UP.replace("imapd 1", "\u00e4").getBytes(StandardCharsets.ISO_8859_1));
            out.write(LATER.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(List.of("restart restart-absent"), Replays.decisions(file));
        assertEquals(List.of(), Replays.input(file).unreadable());
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertEquals(List.of("pipe:0 not a regular file"), whys(Replays.input(pipe)));
    }

    @Test
    void timesAreShownInZone() throws IOException {
        ReplayReport report = Replays.of(Replays.RULES, file("log", DOWN + UP + LATER));
        List<String> utc = ReplayText.lines(report, java.time.ZoneOffset.UTC);
        List<String> kabul = ReplayText.lines(report, java.time.ZoneId.of("Asia/Kabul"));
        assertTrue(utc.get(0).startsWith("Replayed 2025-12-01 00:10:00 to 2025-12-01 01:10:00 (Z)"), utc::toString);
        assertTrue(
                kabul.get(0).startsWith("Replayed 2025-12-01 04:40:00 to 2025-12-01 05:40:00 (Asia/Kabul)"),
                kabul::toString);
        assertEquals(utc.size(), kabul.size());
    }
}
