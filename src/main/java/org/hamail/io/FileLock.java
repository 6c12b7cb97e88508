package org.hamail.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
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
    static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

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
