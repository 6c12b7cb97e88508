package org.hamail.recovery.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.hamail.io.ForwardLines;
import org.jspecify.annotations.Nullable;

/** Walks the records of a logical host from the oldest to the newest, archives included, and proves the chain on the way. */
final class ForwardChain {
    private final Path directory;
    private RecordCodec.@Nullable Line last;

    ForwardChain(Path directory) {
        this.directory = directory;
    }

    void walk(Consumer<RecordCodec.Line> reader) throws IOException, JournalBroken {
        for (Path file : files()) {
            walk(file, reader);
        }
    }

    /** The oldest first. */
    private Deque<Path> files() throws IOException, JournalBroken {
        var archives = new Archives(directory);
        var files = new ArrayDeque<Path>();
        Path file = directory.resolve(Journal.FILE);
        RecordCodec.@Nullable Line first = first(file);
        if (first == null) { // one that is empty comes behind the newest archive
            file = archives.newest();
            first = file == null ? null : first(file);
        }
        while (file != null && first != null) {
            files.addFirst(file);
            file = first.entry().seq() == 1 ? null : archives.before(first);
            if (file == null && first.entry().seq() != 1) {
                throw new JournalBroken(files.getFirst() + ": the records before "
                        + first.entry().seq() + " are missing");
            }
            first = file == null ? null : first(file);
        }
        return files;
    }

    private static RecordCodec.@Nullable Line first(Path file) throws IOException, JournalBroken {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try (FileChannel channel = open(file)) {
            var lines = new ForwardLines(channel);
            byte[] line = lines.next();
            return line == null ? null : decode(line, file, lines);
        }
    }

    private void walk(Path file, Consumer<RecordCodec.Line> reader) throws IOException, JournalBroken {
        try (FileChannel channel = open(file)) {
            var lines = new ForwardLines(channel);
            for (byte[] bytes = lines.next(); bytes != null; bytes = lines.next()) {
                RecordCodec.Line line = decode(bytes, file, lines);
                check(line, file, lines);
                last = line;
                reader.accept(line);
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    private static RecordCodec.Line decode(byte[] bytes, Path file, ForwardLines lines) throws JournalBroken {
        try {
            return RecordCodec.decodeAnew(bytes);
        } catch (IllegalArgumentException e) {
            throw new JournalBroken(file + ":" + lines.line() + ": the record is broken: " + e.getMessage());
        }
    }

    private void check(RecordCodec.Line line, Path file, ForwardLines lines) throws JournalBroken {
        RecordCodec.Line before = last;
        String prev = before == null ? RecordCodec.NO_RECORD : before.hash();
        long seq = before == null ? 1 : before.entry().seq() + 1;
        if (line.entry().seq() != seq || !line.prev().equals(prev)) {
            throw new JournalBroken(
                    file + ":" + lines.line() + ": record " + seq + " is out of place: the hash chain is broken");
        }
    }
}
