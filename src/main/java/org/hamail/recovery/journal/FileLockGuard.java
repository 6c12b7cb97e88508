package org.hamail.recovery.journal;

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
public final class FileLockGuard implements AutoCloseable {
    private static final long FIRST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Many who wait must not take the processor from the one that they wait for. */
    private static final long LAST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What this process holds: closing any channel of a file ends all locks of the process on it (fcntl(2)). */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private boolean closed;

    private FileLockGuard(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param patience how long to wait for another holder; zero asks once
     * @return empty when another holder kept it
     * @throws IOException when the file cannot be opened or locked at all
     */
    public static Optional<FileLockGuard> take(Path file, Duration patience) throws IOException {
        Path name = file.toAbsolutePath().normalize();
        long start = System.nanoTime();
        long retry = FIRST_RETRY_NANOS;
        do {
            if (HELD.add(name)) {
                FileLockGuard guard = lock(name);
                if (guard != null) {
                    return Optional.of(guard);
                }
            }
            LockSupport.parkNanos(Math.min(retry, Math.max(1, patience.toNanos())));
            retry = Math.min(LAST_RETRY_NANOS, retry * 2);
        } while (System.nanoTime() - start < patience.toNanos());
        return Optional.empty();
    }

    private static @Nullable FileLockGuard lock(Path name) throws IOException {
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(name, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = channel.tryLock() != null;
            return locked ? new FileLockGuard(name, channel) : null;
        } finally {
            if (!locked) {
                if (channel != null) {
                    channel.close();
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
}
