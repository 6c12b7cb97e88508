package org.hamail.recovery.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hamail.io.FileLock;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Moments NOON =
            () -> new Moment(Instant.parse("2026-11-22T12:00:00.123Z"), "6f1c", new BigDecimal("12345.67"));

    @TempDir
    Path directory = Path.of("/nonexistent");

    @Test
    void journalWithUnremovableTornRecordStopsWriting() throws Exception {
        FileLock lock = FileLock.take(directory.resolve(Journal.LOCK), PATIENCE).orElseThrow();
        var disk = new FailingDisk();
        try (Journal journal = new Journal(directory, NOON, lock, disk)) {
            assertThrows(JournalUnavailable.class, () -> journal.append(ONE_OF_EACH.get(0)));
            disk.healthy = true;
            JournalUnavailable refusal =
                    assertThrows(JournalUnavailable.class, () -> journal.append(ONE_OF_EACH.get(1)));
            assertTrue(refusal.toString().contains("repaired when the journal is opened again"), refusal::toString);
        }
        assertEquals(10, disk.size());
    }

    @Test
    void recordAndItsAnswerShareOneSync() throws Exception {
        FileLock lock = FileLock.take(directory.resolve(Journal.LOCK), PATIENCE).orElseThrow();
        var disk = new FailingDisk();
        disk.healthy = true;
        try (Journal journal = new Journal(directory, NOON, lock, disk)) {
            journal.appendUnsynced(ONE_OF_EACH.get(0));
            assertEquals(0, disk.syncs);
            long first = disk.size();
            assertEquals(2, journal.append(ONE_OF_EACH.get(1)).seq());
            assertEquals(1, disk.syncs);
            assertTrue(disk.size() > first);
        }
    }

    /** The record that should have followed could not be made. */
    @Test
    void recordWithoutFollowerIsSyncedAtTheEnd() throws Exception {
        FileLock lock = FileLock.take(directory.resolve(Journal.LOCK), PATIENCE).orElseThrow();
        var disk = new FailingDisk();
        disk.healthy = true;
        try (Journal journal = new Journal(directory, NOON, lock, disk)) {
            journal.appendUnsynced(ONE_OF_EACH.get(0));
            disk.healthy = false;
            assertThrows(JournalUnavailable.class, () -> journal.append(ONE_OF_EACH.get(1)));
        }
        assertEquals(1, disk.syncs);
    }

    /** The kernel drops what it could not write: a later sync would not bring it to the disk, and the chain would be broken. */
    @Test
    void failedSyncTakesOffAllThatWasNotSynced() throws Exception {
        FileLock lock = FileLock.take(directory.resolve(Journal.LOCK), PATIENCE).orElseThrow();
        var disk = new FailingDisk();
        disk.healthy = true;
        try (Journal journal = new Journal(directory, NOON, lock, disk)) {
            journal.appendUnsynced(ONE_OF_EACH.get(0));
            disk.noSync = true;
            assertThrows(JournalUnavailable.class, () -> journal.append(ONE_OF_EACH.get(1)));
            assertEquals(0, disk.size());
            disk.noSync = false;
            assertEquals(1, journal.append(ONE_OF_EACH.get(1)).seq());
        }
    }

    /** Whoever is told of a record may rely on it. */
    @Test
    void listenerHearsOfRecordThatWasSyncedLater() throws Exception {
        var heard = new ArrayList<Long>();
        try (Journal journal = Journal.open(directory, NOON, PATIENCE, entry -> heard.add(entry.seq()))) {
            journal.appendUnsynced(ONE_OF_EACH.get(0));
            assertEquals(List.of(), heard);
            journal.append(ONE_OF_EACH.get(1));
            assertEquals(List.of(1L, 2L), heard);
            journal.append(ONE_OF_EACH.get(2));
            assertEquals(List.of(1L, 2L, 3L), heard);
        }
    }

    @Test
    void recordStandsThoughCloseFails() throws Exception {
        FileLock lock = FileLock.take(directory.resolve(Journal.LOCK), PATIENCE).orElseThrow();
        var disk = new FailingDisk();
        disk.healthy = true;
        try (Journal journal = new Journal(directory, NOON, lock, disk)) {
            assertEquals(1, journal.append(ONE_OF_EACH.get(0)).seq());
        }
        FileLock.take(directory.resolve(Journal.LOCK), Duration.ZERO)
                .orElseThrow()
                .close();
    }

    private static final List<Event> ONE_OF_EACH = List.of(
            new Notification(
                    Role.IMAPD,
                    CheckKind.PROTOCOL,
                    Observer.LOCAL,
                    "CRITICAL",
                    "SOFT",
                    "1",
                    Optional.of("timeout"),
                    Optional.of("greeting"),
                    "IMAP CRITICAL [timeout/greeting]: \"quoted\" \u00fc \u2028 \n",
                    "UP",
                    "$SERVICEDOWNTIME$",
                    Optional.empty(),
                    Optional.of("phys-a")),
            new DecisionRecord(
                    "hold",
                    "settling",
                    "wait",
                    List.of(
                            new Gate("settle", false, "3 s", "120 s", "journal", 3L, "2026-11-22T12:01:57.000Z"),
                            gate()),
                    List.of(1L)),
            new Intent("i-1", Action.FAILOVER, "all", Optional.of("phys-a"), Optional.of("phys-b"), false),
            new Outcome("i-1", Outcome.Result.INDETERMINATE, "killed", new BigDecimal("1.5")),
            new Verification("i-1", true, "all served"),
            new OperatorCommand("pause", "root", "work", Optional.of("2026-11-22T13:00:00.000Z")));

    private static Gate gate() {
        return new Gate("target", null, null, null, null, null, null);
    }

    @Test
    void everyRecordTypeIsReadAsWritten() throws Exception {
        List<Entry> written = appendAll(ONE_OF_EACH);
        try (Journal journal = open()) {
            assertEquals(written, journal.recent(entry -> false));
            assertEquals(6, journal.lastSeq());
        }
    }

    @Test
    void theHashIsTheOneOfTheContract() throws Exception {
        appendAll(ONE_OF_EACH);
        String prev = "0".repeat(64);
        for (String line : lines()) {
            int body = line.lastIndexOf(",\"hash\":");
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(line.substring(0, body).getBytes(StandardCharsets.UTF_8));
            String hash = HexFormat.of().formatHex(digest);
            assertEquals(",\"hash\":\"" + hash + "\"}", line.substring(body));
            assertTrue(line.contains(",\"prev\":\"" + prev + "\""), line);
            assertTrue(line.startsWith("{\"seq\":"), line);
            prev = hash;
        }
    }

    @Test
    void onlyNumbersOfCoreAreNumbers() throws Exception {
        appendAll(ONE_OF_EACH.subList(0, 1));
        assertTrue(lines().get(0).contains("\"attempt\":1,"));
        assertTrue(lines().get(0).contains("\"downtime\":\"$SERVICEDOWNTIME$\","));
        assertTrue(lines().get(0).contains("\"event_id\":null,"));
    }

    @Test
    void tornLastLineIsRemovedAtEveryLength() throws Exception {
        appendAll(ONE_OF_EACH);
        byte[] whole = Files.readAllBytes(file());
        int lastLine = lastIndexOf(whole, '\n', whole.length - 2) + 1;
        for (int cut = lastLine + 1; cut < whole.length - 1; cut += 7) {
            Files.write(file(), Arrays.copyOf(whole, cut));
            Files.deleteIfExists(directory.resolve("journal.torn"));
            try (Journal journal = open()) {
                assertEquals(5, journal.lastSeq());
                assertEquals(6, journal.append(ONE_OF_EACH.get(5)).seq());
            }
            assertArrayEquals(
                    Arrays.copyOfRange(whole, lastLine, cut), Files.readAllBytes(directory.resolve("journal.torn")));
            assertArrayEquals(whole, Files.readAllBytes(file()));
        }
    }

    @Test
    void lastLineWithoutLineEndIsKept() throws Exception {
        appendAll(ONE_OF_EACH);
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
        try (Journal journal = open()) {
            assertEquals(6, journal.lastSeq());
        }
        assertArrayEquals(whole, Files.readAllBytes(file()));
    }

    @Test
    void aReaderLeavesATornLineAlone() throws Exception {
        appendAll(ONE_OF_EACH);
        Files.writeString(file(), "{\"seq\":7,", StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(file());
        assertEquals(6, new JournalReader(directory).verify().records());
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    void editedLineIsNamedAndNothingIsAppended() throws Exception {
        appendAll(ONE_OF_EACH);
        for (int line = 0; line < 6; line++) {
            List<String> edited = new ArrayList<>(lines());
            String original = Files.readString(file());
            edited.set(line, edited.get(line).replaceFirst("\"time\":\"2026", "\"time\":\"2025"));
            Files.writeString(file(), String.join("\n", edited) + "\n");
            JournalBroken broken = assertThrows(JournalBroken.class, () -> new JournalReader(directory).verify());
            assertTrue(String.valueOf(broken.getMessage()).contains("journal.jsonl"), broken.getMessage());
            assertThrows(JournalBroken.class, () -> {
                try (Journal journal = open()) {
                    journal.recent(entry -> false);
                }
            });
            Files.writeString(file(), original);
        }
    }

    @Test
    void lineThatIsTakenOutBreaksChain() throws Exception {
        appendAll(ONE_OF_EACH);
        for (int line = 0; line < 5; line++) {
            List<String> shorter = new ArrayList<>(lines());
            String original = Files.readString(file());
            shorter.remove(line);
            Files.writeString(file(), String.join("\n", shorter) + "\n");
            assertThrows(JournalBroken.class, () -> new JournalReader(directory).verify());
            Files.writeString(file(), original);
        }
    }

    @Test
    void readingStopsAtTheRecordThatIsEnough() throws Exception {
        appendAll(ONE_OF_EACH);
        try (Journal journal = open()) {
            List<Entry> recent = journal.recent(entry -> entry.event() instanceof Outcome);
            assertEquals(List.of(4L, 5L, 6L), recent.stream().map(Entry::seq).toList());
        }
    }

    @Test
    void anArchiveCarriesTheChainOn() throws Exception {
        appendAll(ONE_OF_EACH);
        Files.move(file(), directory.resolve(BackwardChain.archiveName(6)));
        appendAll(ONE_OF_EACH);
        assertEquals(12, new JournalReader(directory).verify().records());
        try (Journal journal = open()) {
            assertEquals(12, journal.recent(entry -> false).size());
        }
        Files.delete(directory.resolve(BackwardChain.archiveName(6)));
        assertThrows(JournalBroken.class, () -> new JournalReader(directory).verify());
    }

    @Test
    void manyWritersAtOnceLoseNoRecord() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            var work = new ArrayList<Callable<Long>>();
            for (int i = 0; i < 100; i++) {
                work.add(() -> {
                    try (Journal journal = open()) {
                        return journal.append(ONE_OF_EACH.get(4)).seq();
                    }
                });
            }
            var seqs = new ArrayList<Long>();
            for (var future : writers.invokeAll(work)) {
                seqs.add(future.get());
            }
            assertEquals(100, seqs.stream().distinct().count());
            assertEquals(100, new JournalReader(directory).verify().records());
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void heldJournalIsUnavailableAfterLimit() throws Exception {
        try (Journal held = open()) {
            assertThrows(JournalUnavailable.class, () -> Journal.open(directory, NOON, Duration.ofMillis(20)));
            assertEquals(1, held.append(ONE_OF_EACH.get(4)).seq());
        }
    }

    @Test
    void aDirectoryThatIsAFileIsUnavailable() throws Exception {
        Path notADirectory = Files.writeString(directory.resolve("file"), "x");
        assertThrows(JournalUnavailable.class, () -> Journal.open(notADirectory.resolve("mail1"), NOON, PATIENCE));
    }

    @Test
    void ofHugeLineOnlyWholeIsRead() throws Exception {
        String huge = "x".repeat(300_000);
        appendAll(List.of(new Verification("i-1", false, huge), ONE_OF_EACH.get(4)));
        try (Journal journal = open()) {
            Entry first = journal.recent(entry -> false).get(0);
            assertEquals(new Verification("i-1", false, huge), first.event());
        }
        assertFalse(Files.exists(directory.resolve("journal.torn")));
    }

    private Journal open() throws JournalUnavailable, JournalBroken {
        return Journal.open(directory, NOON, PATIENCE);
    }

    private List<Entry> appendAll(List<Event> events) throws Exception {
        var written = new ArrayList<Entry>();
        try (Journal journal = open()) {
            for (Event event : events) {
                written.add(journal.append(event));
            }
        }
        return written;
    }

    private Path file() {
        return directory.resolve(Journal.FILE);
    }

    private List<String> lines() throws Exception {
        return Files.readAllLines(file());
    }

    private static int lastIndexOf(byte[] bytes, char wanted, int from) {
        int i = from;
        while (bytes[i] != wanted) {
            i--;
        }
        return i;
    }
}
