package org.hamail.io;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits in the kernel's queue. Who asks again and again instead can be overtaken for ever by those who come later; a
 * hundred handlers at once would lose some of their reports.
 */
final class LockWaiter extends Thread {
    private final FileChannel channel;
    private volatile boolean locked;
    private volatile @Nullable IOException failure;

    private LockWaiter(FileChannel channel) {
        super("waits for a lock");
        this.channel = channel;
        setDaemon(true);
    }

    /** Whether the lock of the whole file could be had within {@code nanos}. */
    static boolean isLockedWithin(long nanos, FileChannel channel) throws IOException {
        return channel instanceof FileLock.PatientLock patient
                ? patient.lockWithin(nanos)
                : new LockWaiter(channel).waitFor(nanos);
    }

    private boolean waitFor(long nanos) throws IOException {
        if (nanos <= 0) {
            return false;
        }
        start();
        try {
            TimeUnit.NANOSECONDS.timedJoin(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        IOException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return locked;
    }

    @Override
    public void run() {
        try {
            channel.lock();
            locked = true;
        } catch (AsynchronousCloseException e) {
            locked = false; // the time was over
        } catch (IOException e) {
            failure = e;
        }
    }
}
