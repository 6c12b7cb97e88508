package org.hamail.recovery.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hamail.io.AppendFile;
import org.hamail.io.FileLock;
import org.hamail.io.StateFiles;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one logical host, held under its lock. Every record is on the disk before {@link #append} returns. A last
 * line that was torn by a crash was never acknowledged to anybody: opening takes it off, and keeps it in a file beside.
 */
public final class Journal implements AutoCloseable {
    /** The name of the file in the directory of a logical host. */
    public static final String FILE = "journal.jsonl";

    /** The name of its lock file, beside it. */
    public static final String LOCK = "journal.lock";

    /** A file above this size (bytes) is set aside at the next opening; the new one carries the chain on. */
    static final long ROTATE_AT = 32L * 1024 * 1024;

    private final Path directory;
    private final Moments moments;
    private final FileLock lock;
    private final RecordListener listener;
    private final List<Entry> unsynced = new ArrayList<>();
    private long syncedEnd; // where the first of these begins, and the record before it

    private RecordCodec.@Nullable Line lastSynced;
    private AppendFile file;
    private RecordCodec.@Nullable Line last;

    Journal(Path directory, Moments moments, FileLock lock, FileChannel file) throws IOException {
        this(directory, moments, lock, file, RecordListener.NONE);
    }

    private Journal(Path directory, Moments moments, FileLock lock, FileChannel file, RecordListener listener)
            throws IOException {
        this.directory = directory;
        this.moments = moments;
        this.lock = lock;
        this.listener = listener;
        this.file = new AppendFile(file);
    }

    /**
     * Opens the journal in {@code directory}, which is made when it is missing, and repairs a torn last line.
     *
     * @param limit how long to wait for another process that has it open
     * @throws JournalUnavailable when it cannot be written, or is kept open by somebody else
     * @throws JournalBroken when its last record is not what was written
     */
    public static Journal open(Path directory, Moments moments, Duration limit)
            throws JournalUnavailable, JournalBroken {
        return open(directory, moments, limit, RecordListener.NONE);
    }

    /** The same; {@code listener} is told of each record that is written. */
    public static Journal open(Path directory, Moments moments, Duration limit, RecordListener listener)
            throws JournalUnavailable, JournalBroken {
        try {
            StateFiles.createDirectories(directory);
            FileLock lock = FileLock.take(directory.resolve(LOCK), limit)
                    .orElseThrow(() -> new JournalUnavailable("the journal in " + directory
                            + " is locked by another process for more than " + limit.toMillis() + " ms"));
            return opened(directory, moments, lock, listener);
        } catch (IOException e) {
            throw JournalUnavailable.of("open", directory, e);
        }
    }

    private static Journal opened(Path directory, Moments moments, FileLock lock, RecordListener listener)
            throws IOException, JournalBroken {
        FileChannel file = null;
        try {
            file = openFile(directory);
            new TornLine(file).repair(directory.resolve("journal.torn"));
            var journal = new Journal(directory, moments, lock, file, listener);
            journal.last = journal.lastLine();
            journal.rotateWhenLarge();
            return journal;
        } catch (IOException | JournalBroken | RuntimeException | Error e) {
            if (file != null) {
                file.close();
            }
            lock.close();
            throw e;
        }
    }

    private static FileChannel openFile(Path directory) throws IOException {
        Path path = directory.resolve(FILE);
        boolean isNew = !Files.exists(path);
        FileChannel file = StateFiles.open(
                path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        if (isNew) {
            syncDirectory(directory);
        }
        return file;
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The clock that stamps the records. */
    public Moments moments() {
        return moments;
    }

    /**
     * Writes {@code event} behind the last record and syncs it.
     *
     * @throws JournalUnavailable when that failed; a partly written line is taken off again
     */
    public Entry append(Event event) throws JournalUnavailable {
        return append(event, true);
    }

    /**
     * The same, but on the disk only with the next record: for one that is followed by another before anybody is told of it, or acts.
     */
    public Entry appendUnsynced(Event event) throws JournalUnavailable {
        return append(event, false);
    }

    private Entry append(Event event, boolean synced) throws JournalUnavailable {
        if (file.isTorn()) {
            throw new JournalUnavailable("the journal in " + directory
                    + " ends with a record that was written only in part and could not be taken off;"
                    + " it is repaired when the journal is opened again");
        }
        var entry = new Entry(lastSeq() + 1, moments.now(), event);
        RecordCodec.Line line = RecordCodec.encode(entry, last == null ? RecordCodec.NO_RECORD : last.hash());
        write(line, synced);
        last = line;
        unsynced.add(entry);
        if (synced) {
            tellSynced();
        }
        return entry;
    }

    private void write(RecordCodec.Line line, boolean synced) throws JournalUnavailable {
        long end = file.size();
        if (unsynced.isEmpty()) {
            syncedEnd = end;
            lastSynced = last;
        }
        try {
            file.append((line.text() + '\n').getBytes(StandardCharsets.UTF_8));
            if (synced) {
                file.force();
            }
        } catch (IOException e) {
            file.takeOff(end);
            syncEarlier();
            throw JournalUnavailable.of("write", directory, e);
        }
    }

    /** What was appended before and could not be followed: it stands if the disk takes it, and is taken off if not. */
    private void syncEarlier() {
        if (unsynced.isEmpty()) {
            return;
        }
        try {
            file.force();
            tellSynced();
        } catch (IOException e) {
            // the kernel may have dropped the pages: a later sync would not bring them to the disk
            file.takeOff(syncedEnd);
            last = lastSynced;
            unsynced.clear();
        }
    }

    private void tellSynced() {
        unsynced.forEach(listener::recorded);
        unsynced.clear();
    }

    /** The sequence number of the last record, 0 when there is none. */
    public long lastSeq() {
        return last == null ? 0 : last.entry().seq();
    }

    /**
     * The newest records, oldest first: back to the first one for which {@code enough} holds, that one included, or to
     * the beginning. What is read is proved: hashes, chain and sequence.
     *
     * @throws JournalBroken with file and record when the chain does not hold
     */
    public List<Entry> recent(Predicate<Entry> enough) throws JournalUnavailable, JournalBroken {
        return new JournalReader(directory).recent(enough);
    }

    private RecordCodec.@Nullable Line lastLine() throws IOException, JournalBroken {
        try (var chain = new BackwardChain(directory)) {
            return chain.previousLine();
        }
    }

    private void rotateWhenLarge() throws IOException {
        if (file.size() <= ROTATE_AT || last == null) {
            return;
        }
        file.force(); // of one who was killed before the sync: nobody syncs an archive later
        file.close();
        Files.move(
                directory.resolve(FILE),
                directory.resolve(BackwardChain.archiveName(last.entry().seq())));
        file = new AppendFile(openFile(directory));
    }

    /** Every record is on the disk by now, and the kernel has the lock back: nothing is lost with a file that closes badly. */
    @Override
    public void close() {
        try (lock) {
            syncEarlier();
            file.close();
        } catch (IOException e) {
            return; // an intent that stands must not be left without its action
        }
    }

    /** Who is told of each record of a journal when it is on the disk; must neither fail nor take time. */
    @FunctionalInterface
    public interface RecordListener {
        /** Nobody. */
        RecordListener NONE = entry -> {};

        void recorded(Entry entry);
    }
}
