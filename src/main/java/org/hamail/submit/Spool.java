package org.hamail.submit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hamail.io.FileProblem;
import org.jspecify.annotations.Nullable;

/** The directory in which results wait, one directory in it for each sink. It belongs to one process at a time. */
public final class Spool implements Closeable {
    private static final String LOCK = "lock";
    private static final String ASIDE = "aside";

    private final Path directory;
    private final FileChannel lock;
    private final Consumer<String> notes;

    private Spool(Path directory, FileChannel lock, Consumer<String> notes) {
        this.directory = directory;
        this.lock = lock;
        this.notes = notes;
    }

    /**
     * Takes the spool in possession until this process ends or {@link #close}s it.
     *
     * @param notes where sentences for the administrator go
     * @throws IOException with a sentence for people, also when another process has it
     */
    public static Spool open(Path directory, Consumer<String> notes) throws IOException {
        Files.createDirectories(directory);
        FileChannel channel = FileChannel.open(
                directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            String owner = text(channel);
            channel.close();
            throw new IOException("the spool " + directory + " belongs to another agent, process " + owner);
        }
        writeOwner(channel, directory, notes);
        return new Spool(directory, channel, notes);
    }

    private static void writeOwner(FileChannel channel, Path directory, Consumer<String> notes) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) { // the number is for people only, the lock is what counts
            notes.accept("the spool " + directory + " cannot be written: " + FileProblem.sentence(e));
        }
    }

    /** Where the results for {@code sink} wait. */
    SpoolDirectory of(Sink sink) {
        return new SpoolDirectory(directory.resolve(sink.name()), directory.resolve(ASIDE), notes);
    }

    /** Names what lies here for sinks that nobody serves. */
    public void warnAboutUnusedSpools(Set<String> sinks) throws IOException {
        List<String> unused;
        try (Stream<Path> entries = Files.list(directory)) {
            unused = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !name.equals(LOCK) && !name.equals(ASIDE) && !sinks.contains(name))
                    .sorted()
                    .toList();
        }
        unused.forEach(name -> notes.accept(directory.resolve(name)
                + " belongs to no sink of the configuration: left alone; remove it when nobody wants its results"));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        int read = channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, Math.max(0, read), StandardCharsets.US_ASCII).strip();
        return text.matches("[0-9]{1,10}") ? text : "(unknown)";
    }
}
