package org.hamail.submit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collection;
import org.hamail.io.AppendFile;

/**
 * An append-only file of {@link SpoolLine}s. A line is one write, so that the death of this process cannot tear it; a line
 * that the disk took only in part is cut off again. Not for several threads.
 */
final class SpoolFile implements Closeable {
    static final byte[] HEADER = "hamail spool 1\n".getBytes(StandardCharsets.US_ASCII);
    static final String SUFFIX = ".results";

    private final Path path;
    private final AppendFile file;
    private boolean dirty;

    /** Where a line stands. */
    record Place(long offset, int length) {}

    /** Whether {@code file} is a spool file that may be read. */
    static boolean hasHeader(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(SpoolFile.HEADER.length), SpoolFile.HEADER);
        } catch (IOException e) {
            return false; // what we may not read is not ours, and its name can be changed all the same
        }
    }

    private SpoolFile(Path path, AppendFile file) {
        this.path = path;
        this.file = file;
    }

    /** A new file that appears under its name only when it holds all of {@code lines} and the disk has them. */
    static SpoolFile create(Path path, Collection<byte[]> lines) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + ".tmp");
        FileChannel channel = openNew(unfinished);
        try {
            SpoolFile file = written(path, channel, lines);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    private static FileChannel openNew(Path unfinished) throws IOException {
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        return FileChannel.open(unfinished, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** The disk has all of it. */
    private static SpoolFile written(Path path, FileChannel channel, Collection<byte[]> lines) throws IOException {
        var file = new SpoolFile(path, new AppendFile(channel));
        file.write(HEADER);
        for (byte[] line : lines) {
            file.write(line);
        }
        channel.force(true);
        return file;
    }

    Path path() {
        return path;
    }

    long size() {
        return file.size();
    }

    /** Appends the line or leaves the file as it was. */
    Place append(SpoolLine line) throws IOException {
        return write(line.encode());
    }

    /** The line at {@code place}, without the line end. */
    String read(Place place) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(place.length() - 1);
        file.read(place.offset(), bytes);
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    /** Lets the disk have what was written; without it only a crash of the machine, not of this process, loses anything. */
    void sync() throws IOException {
        if (dirty) {
            file.force();
            dirty = false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private Place write(byte[] bytes) throws IOException {
        var place = new Place(file.append(bytes), bytes.length);
        dirty = true;
        return place;
    }
}
