package org.hamail.process.sockets;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.hamail.time.Deadline.Ticker;

/**
 * Work that is done for whoever asks: those who ask while it is being done share the next one. Work that takes long is not
 * done again at once, so that thousands who ask one after the other share it as well.
 */
final class SharedWork<T> {
    private static final int REST = 9;
    private static final Duration LONGEST_REST = Duration.ofMillis(100);

    private final AtomicLong begun = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<T> work;
    private final Ticker ticker;

    // guarded by lock
    private long lastBegun;
    private long notBefore;
    private T last;

    /** {@code nothing} stands for the result before the first time. */
    SharedWork(Supplier<T> work, T nothing, Ticker ticker) {
        this.work = work;
        this.last = nothing;
        this.ticker = ticker;
        this.notBefore = ticker.nanos();
    }

    /** A result of work that began after the call. */
    T fresh() {
        long before = begun.get();
        lock.lock();
        try {
            if (lastBegun <= before) {
                workAfterRest();
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Only under the lock. */
    private void workAfterRest() {
        rest();
        long start = ticker.nanos();
        lastBegun = begun.incrementAndGet();
        last = work.get();
        long took = ticker.nanos() - start;
        notBefore = ticker.nanos() + Math.min(REST * took, LONGEST_REST.toNanos());
    }

    private void rest() {
        for (long left = notBefore - ticker.nanos();
                left > 0 && !Thread.currentThread().isInterrupted(); ) {
            LockSupport.parkNanos(left);
            left = notBefore - ticker.nanos();
        }
    }
}
