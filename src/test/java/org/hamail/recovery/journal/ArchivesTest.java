package org.hamail.recovery.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.OperatorCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal that others than hamail set aside: it must not be forgotten what happened, least of all a hard stop. */
class ArchivesTest {
    private static final Moments NOON =
            () -> new Moment(Instant.parse("2026-11-22T12:00:00.123Z"), "6f1c", new BigDecimal("12345.67"));

    @TempDir
    Path directory = Path.of("/nonexistent");

    @ParameterizedTest
    @ValueSource(strings = {"journal.jsonl.1", "journal.jsonl-20261122", "journal.jsonl.bak", "journal-old.jsonl"})
    void aJournalThatSomebodyMovedAwayIsCarriedOn(String name) throws Exception {
        append(3);
        Files.move(file(), directory.resolve(name));
        assertEquals(4, append(2));
        assertTrue(Files.readString(file()).startsWith("{\"seq\":4,"));
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), sequence());
    }

    @Test
    void namesSayNothingAboutTheOrder() throws Exception {
        append(1);
        Files.move(file(), directory.resolve("journal.jsonl.1"));
        append(2);
        Files.move(file(), directory.resolve("journal.jsonl.2"));
        append(1);
        Files.move(file(), directory.resolve("journal.jsonl.0"));
        append(1);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), sequence());
    }

    @Test
    void journalCopiedAndTruncatedIsContinued() throws Exception {
        append(2);
        Files.copy(file(), directory.resolve("journal.jsonl.1"));
        Files.write(file(), new byte[0]);
        append(1);
        assertEquals(List.of(1L, 2L, 3L), sequence());
    }

    @Test
    void unreadableArchiveIsNotForgotten() throws Exception {
        append(2);
        try (var out = new GZIPOutputStream(Files.newOutputStream(directory.resolve("journal.jsonl.1.gz")))) {
            out.write(Files.readAllBytes(file()));
        }
        Files.delete(file());
        JournalBroken broken = assertThrows(JournalBroken.class, () -> append(1));
        assertTrue(String.valueOf(broken.getMessage()).contains("journal.jsonl.1.gz"), broken::toString);
    }

    @Test
    void copyOfWholeJournalIsNotAnArchive() throws Exception {
        append(2);
        Files.copy(file(), directory.resolve("journal.jsonl.copy"));
        append(1);
        assertEquals(List.of(1L, 2L, 3L), sequence());
        assertFalse(Files.readString(directory.resolve("journal.jsonl.copy")).contains("\"seq\":3"));
    }

    @Test
    void whatIsMissingIsStillMissed() throws Exception {
        append(2);
        Files.move(file(), directory.resolve("journal.jsonl.1"));
        append(1);
        Files.delete(directory.resolve("journal.jsonl.1"));
        assertThrows(JournalBroken.class, this::sequence);
    }

    private Path file() {
        return directory.resolve(Journal.FILE);
    }

    /** The first new sequence number. */
    private long append(int count) throws JournalUnavailable, JournalBroken, IOException {
        try (Journal journal = Journal.open(directory, NOON, Duration.ofSeconds(20))) {
            long first = journal.lastSeq() + 1;
            for (int i = 0; i < count; i++) {
                journal.append(new OperatorCommand("ack", "root", "", Optional.empty()));
            }
            return first;
        }
    }

    private List<Long> sequence() throws JournalUnavailable, JournalBroken {
        return new JournalReader(directory)
                .recent(entry -> false).stream().map(Entry::seq).toList();
    }
}
