package org.hamail.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Replaces files below the state directory atomically: a reader sees the old content or the new one, never a part. */
public final class AtomicFile {
    private static final AtomicLong FRESH = new AtomicLong();

    private AtomicFile() {}

    /** Replaces {@code file} in one step, synced: a crash leaves the old or the new one. */
    public static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh); // of one that died
        replace(file, fresh, text);
    }

    /**
     * The same, for those who write without a lock: another who does so at the same time does not get in the way, and the last
     * one stays.
     */
    public static void replaceUnlocked(Path file, String text) throws IOException {
        String prefix = file.getFileName() + ".new.";
        deleteLeftBehind(file, prefix);
        long pid = ProcessHandle.current().pid();
        Path fresh = file.resolveSibling(prefix + pid + "." + FRESH.incrementAndGet());
        try {
            replace(file, fresh, text);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** What processes that have ended left there. */
    private static void deleteLeftBehind(Path file, String prefix) throws IOException {
        Path directory = file.resolveSibling(prefix).getParent();
        if (directory == null) {
            throw new FileSystemException(file.toString(), null, "is in no folder");
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, prefix + "*")) {
            for (Path each : left) {
                if (isOfEndedProcess(String.valueOf(each.getFileName()).substring(prefix.length()))) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    private static boolean isOfEndedProcess(String pidAndNumber) {
        String pid = pidAndNumber.replaceFirst("\\..*", "");
        return pid.matches("[0-9]{1,9}")
                && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static void replace(Path file, Path fresh, String text) throws IOException {
        try {
            write(fresh, text);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) { // names no file
            throw (IOException) new FileSystemException(file.toString(), null, e.getMessage()).initCause(e);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncName(file);
    }

    private static void write(Path fresh, String text) throws IOException {
        try (FileChannel channel =
                StateFiles.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** A name that the disk does not have yet is the old one after a power cut. */
    private static void syncName(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
