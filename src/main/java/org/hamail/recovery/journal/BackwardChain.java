package org.hamail.recovery.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hamail.io.BackwardLines;
import org.hamail.io.FileBytes;
import org.hamail.recovery.event.Entry;
import org.jspecify.annotations.Nullable;

/** Walks the records of a logical host from the newest to the oldest, archives included, and proves the chain on the way. */
final class BackwardChain implements AutoCloseable {
    private final Path directory;
    private Path path;
    private @Nullable FileChannel file;
    private @Nullable BackwardLines lines;
    private RecordCodec.@Nullable Line next;

    BackwardChain(Path directory) {
        this.directory = directory;
        this.path = directory.resolve(Journal.FILE);
    }

    /** Where a full journal that ends with {@code seq} is kept. */
    static String archiveName(long seq) {
        String digits = Long.toString(seq);
        return "journal-" + "0".repeat(19 - digits.length()) + digits + ".jsonl";
    }

    /** The record before, null at the beginning. */
    @Nullable
    Entry previous() throws IOException, JournalBroken {
        RecordCodec.Line line = previousLine();
        return line == null ? null : line.entry();
    }

    RecordCodec.@Nullable Line previousLine() throws IOException, JournalBroken {
        byte[] bytes = previousBytes();
        if (bytes == null) {
            return null;
        }
        RecordCodec.Line line = decode(bytes);
        check(line);
        next = line;
        return line;
    }

    private byte @Nullable [] previousBytes() throws IOException, JournalBroken {
        if (lines == null) {
            open();
        }
        byte[] bytes = lines == null ? null : lines.previous();
        if (bytes != null || !olderFile()) {
            return bytes;
        }
        return previousBytes();
    }

    private void open() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) { // a pipe would be waited for, for ever
                throw new FileSystemException(path.toString(), null, "not a regular file");
            }
            file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            long size = file.size();
            lines = new BackwardLines(file, size - new TornLine(file).length(size));
        }
    }

    /** Goes over to the archive before this file; whether there is one. A file that is empty comes behind the newest. */
    private boolean olderFile() throws IOException, JournalBroken {
        RecordCodec.Line first = next;
        if (first != null && first.entry().seq() == 1) {
            return false;
        }
        var archives = new Archives(directory);
        Path archive = first == null ? archives.newest() : archives.before(first);
        if (archive == null && first != null) {
            throw new JournalBroken(
                    path + ": the records before " + first.entry().seq() + " are missing");
        }
        if (archive == null || archive.equals(path)) {
            return false;
        }
        close();
        path = archive;
        open();
        return true;
    }

    private RecordCodec.Line decode(byte[] bytes) throws IOException, JournalBroken {
        try {
            return RecordCodec.decode(bytes);
        } catch (IllegalArgumentException e) {
            String which =
                    next == null ? "the last record" : "record " + (next.entry().seq() - 1);
            throw new JournalBroken(place() + ": " + which + " is broken: " + e.getMessage());
        }
    }

    private void check(RecordCodec.Line line) throws IOException, JournalBroken {
        RecordCodec.Line after = next;
        long seq = line.entry().seq();
        boolean follows = after == null
                || (after.prev().equals(line.hash()) && after.entry().seq() == seq + 1);
        if (!follows) {
            throw new JournalBroken(
                    place() + ": record " + seq + " does not precede the next one: the hash chain is broken");
        }
        if (seq < 1 || (seq == 1 && !line.prev().equals(RecordCodec.NO_RECORD))) {
            throw new JournalBroken(place() + ": record " + seq + " is not the first of a chain");
        }
    }

    /** File and line of what was read last. */
    private String place() throws IOException {
        return lines == null || file == null ? path.toString() : path + ":" + lineAt(file, lines.position());
    }

    private static long lineAt(FileChannel file, long position) throws IOException {
        long line = 1;
        ByteBuffer block = ByteBuffer.allocate(64 * 1024);
        for (long at = 0; at < position; at += block.capacity()) {
            block.clear().limit((int) Math.min(block.capacity(), position - at));
            FileBytes.read(file, at, block);
            for (int i = 0; i < block.limit(); i++) {
                line += block.get(i) == '\n' ? 1 : 0;
            }
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
        file = null;
        lines = null;
    }
}
