package org.hamail.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An exclusive lock on a file. The kernel ends it with the process that holds it, however that process ends. */
public final class FileLock implements Closeable {
    /** Between two looks at whether another thread of this process still holds it. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** What this process holds: closing any channel of a file ends all locks of the process on it (fcntl(2)). */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private boolean closed;

    private FileLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param limit how long to wait for another holder; zero asks once
     * @return empty when another holder kept it
     * @throws IOException when the file cannot be opened or locked at all
     */
    public static Optional<FileLock> take(Path file, Duration limit) throws IOException {
        Path name = file.toAbsolutePath().normalize();
        long start = System.nanoTime();
        do {
            if (HELD.add(name)) {
                long left = limit.toNanos() - (System.nanoTime() - start);
                return Optional.ofNullable(lock(name, left));
            }
            LockSupport.parkNanos(Math.min(RETRY_NANOS, Math.max(1, limit.toNanos())));
        } while (System.nanoTime() - start < limit.toNanos());
        return Optional.empty();
    }

    /**
     * Whether somebody holds the lock, asked of the kernel's own list: who only looks disturbs nobody and needs no right to
     * write. What the list cannot tell is asked of the file by a lock that is shared and given back at once.
     *
     * @throws IOException when the file cannot be looked at, or there is no such list
     */
    public static boolean isHeld(Path file) throws IOException {
        Path proc = file.getFileSystem().getPath("/proc");
        return isHeld(
                file,
                Files.readAllLines(proc.resolve("locks"), StandardCharsets.ISO_8859_1),
                KernelLocks.isWhole(proc));
    }

    /**
     * The id of the process that holds the lock, from the kernel's list; empty if none does, or if the list does not show it.
     *
     * @throws IOException when the file cannot be looked at, or there is no such list
     */
    public static Optional<Long> holder(Path file) throws IOException {
        Path proc = file.getFileSystem().getPath("/proc");
        try {
            return KernelLocks.holder(
                    Files.readAllLines(proc.resolve("locks"), StandardCharsets.ISO_8859_1),
                    PlainFile.attribute(file, "dev"),
                    PlainFile.attribute(file, "ino"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static boolean isHeld(Path file, List<String> list, boolean whole) throws IOException {
        if (HELD.contains(file.toAbsolutePath().normalize())) {
            return true;
        }
        KernelLocks.LockWord word;
        try {
            word = KernelLocks.of(list, PlainFile.attribute(file, "dev"), PlainFile.attribute(file, "ino"));
        } catch (NoSuchFileException e) {
            return false;
        }
        return switch (word) {
            case HELD -> true;
            case PERHAPS -> asked(file).orElse(true);
            case NOT_SHOWN -> !whole && asked(file).orElse(false);
        };
    }

    /** Empty when the file may not be read: then only the list tells. */
    private static Optional<Boolean> asked(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(false); // gone, or a pipe, which would be waited for
        }
        Path name = file.toAbsolutePath().normalize();
        if (!HELD.add(name)) {
            return Optional.of(true);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(channel.tryLock(0, Long.MAX_VALUE, true) == null);
        } catch (AccessDeniedException e) {
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of(false);
        } finally {
            HELD.remove(name);
        }
    }

    private static @Nullable FileLock lock(Path name, long patienceNanos) throws IOException {
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = StateFiles.open(
                    name, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), StateFiles.OWNER_ONLY);
            locked = channel.tryLock() != null || LockWaiter.isLockedWithin(patienceNanos, channel);
            return locked ? new FileLock(name, channel) : null;
        } finally {
            if (!locked) {
                if (channel != null) {
                    channel.close(); // a lock that came in the last moment goes with it
                }
                HELD.remove(name);
            }
        }
    }

    /** Gives the lock up; a second call does nothing. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }

    /** A channel of a file system that waits for its lock with a time limit itself, which those of the system cannot. */
    public interface PatientLock {
        /** Whether the lock of the whole file could be had within {@code nanos}. */
        boolean lockWithin(long nanos) throws IOException;
    }
}
