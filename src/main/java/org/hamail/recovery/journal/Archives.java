package org.hamail.recovery.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hamail.io.BackwardLines;
import org.jspecify.annotations.Nullable;

/**
 * The files in which the beginning of a journal was set aside: by hamail itself, by logrotate(8), by a person. Which of them
 * comes before which is told by their records, never by their names.
 */
final class Archives {
    /** {@code journal-0…6.jsonl}, {@code journal.jsonl.1}, {@code journal.jsonl-20261122}, {@code journal.jsonl.2.gz}. */
    private static final String NAMES = "{journal-*.jsonl*,journal.jsonl?*}";

    private final Path directory;

    Archives(Path directory) {
        this.directory = directory;
    }

    /** All of them, whatever is in them, in the order of their names. */
    static List<Path> in(Path directory) throws IOException {
        var archives = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(directory, NAMES)) {
            files.forEach(archives::add);
        }
        archives.sort(Comparator.naturalOrder());
        return archives;
    }

    /** The file that ends with the record before {@code first}; null when there is none. */
    @Nullable
    Path before(RecordCodec.Line first) throws IOException {
        try (var files = Files.newDirectoryStream(directory, NAMES)) {
            for (Path file : files) {
                RecordCodec.Line last = last(file);
                if (last != null && last.hash().equals(first.prev())) {
                    return file;
                }
            }
        }
        return null;
    }

    /**
     * The file that ends with the newest record; null when nothing was set aside.
     *
     * @throws JournalBroken when something was, and none of it can be read: what happened then is not known
     */
    @Nullable
    Path newest() throws IOException, JournalBroken {
        Path newest = null;
        Path unreadable = null;
        long seq = 0;
        try (var files = Files.newDirectoryStream(directory, NAMES)) {
            for (Path file : files) {
                RecordCodec.Line last = last(file);
                if (last == null) {
                    unreadable = Files.size(file) > 0 ? file : unreadable;
                } else if (last.entry().seq() > seq) {
                    seq = last.entry().seq();
                    newest = file;
                }
            }
        }
        if (newest == null && unreadable != null) {
            throw new JournalBroken(unreadable + ": the journal was set aside here, and cannot be read");
        }
        return newest;
    }

    private static RecordCodec.@Nullable Line last(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return null;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = file.size();
            byte[] line = new BackwardLines(file, size - new TornLine(file).length(size)).previous();
            return line == null ? null : RecordCodec.decode(line);
        } catch (IllegalArgumentException e) {
            return null; // compressed, or something else
        }
    }
}
