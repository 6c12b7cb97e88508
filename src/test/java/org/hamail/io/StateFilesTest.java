package org.hamail.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.journal.Moments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links below the state directory lead nobody to write elsewhere. */
class StateFilesTest {
    private static final String SECRET = "root:x:0:0\n";
    private static final Moments MOMENTS =
            () -> new Moment(Instant.parse("2026-11-22T12:00:00Z"), "boot-1", new BigDecimal("1000.00"));

    @TempDir
    Path directory = Path.of("/nonexistent");

    private Path victim = Path.of("/nonexistent");

    @BeforeEach
    void makeVictim() throws IOException {
        victim = Files.writeString(directory.resolve("passwd"), SECRET);
    }

    private Path host() throws IOException {
        return Files.createDirectories(directory.resolve("state/mail1"));
    }

    @Test
    void unlockedReplaceKeepsForeignUnfinishedFile() throws Exception {
        Path file = host().resolve("worker-missing.json");
        Path another = Files.writeString(host().resolve("worker-missing.json.new.1.1"), "half");
        Path dead = Files.writeString(host().resolve("worker-missing.json.new.999999999.1"), "half");
        AtomicFile.replaceUnlocked(file, "whole");
        assertEquals("whole", Files.readString(file));
        assertTrue(Files.exists(another));
        assertFalse(Files.exists(dead));
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal.jsonl", "journal.lock"})
    void aJournalBehindALinkIsNotOpened(String name) throws Exception {
        Files.createSymbolicLink(host().resolve(name), victim);
        assertThrows(JournalUnavailable.class, () -> Journal.open(host(), MOMENTS, Duration.ZERO));
        Files.delete(host().resolve(name));
        Files.createLink(host().resolve(name), victim);
        var refused = assertThrows(JournalUnavailable.class, () -> Journal.open(host(), MOMENTS, Duration.ZERO));
        String told = String.valueOf(refused.getMessage());
        assertTrue(told.endsWith("has another name (hard link)"), told);
        assertEquals(SECRET, Files.readString(victim));
    }

    @Test
    void tornLineIsNotKeptBehindLink() throws Exception {
        Files.writeString(host().resolve("journal.jsonl"), "evil::0:0::/root:/bin/sh");
        Files.createSymbolicLink(host().resolve("journal.torn"), victim);
        assertThrows(JournalUnavailable.class, () -> Journal.open(host(), MOMENTS, Duration.ZERO));
        assertEquals(SECRET, Files.readString(victim));
    }

    @Test
    void linkInPlaceOfNewFileIsReplaced() throws Exception {
        Path file = host().resolve("service.json");
        Files.createSymbolicLink(host().resolve("service.json.new"), victim);
        AtomicFile.replace(file, "{}\n");
        assertEquals("{}\n", Files.readString(file));
        assertFalse(Files.isSymbolicLink(file));
        Files.delete(file);
        Files.createSymbolicLink(file, victim);
        AtomicFile.replace(file, "{}\n");
        assertFalse(Files.isSymbolicLink(file));
        assertEquals(SECRET, Files.readString(victim));
    }

    @Test
    void whatIsNoFileIsNamed() throws Exception {
        Path folder = Files.createDirectory(host().resolve("worker.lock"));
        var refused = assertThrows(FileSystemException.class, () -> FileLock.take(folder, Duration.ZERO));
        assertEquals(folder + ": not a regular file", FileProblem.sentence(refused));
    }

    @Test
    void aJournalWithoutLinksIsWrittenAsBefore() throws Exception {
        try (Journal journal = Journal.open(host(), MOMENTS, Duration.ZERO)) {
            journal.append(new OperatorCommand("pause", "alice", "", Optional.empty()));
        }
        assertEquals(1, new JournalReader(host()).verify().records());
    }
}
