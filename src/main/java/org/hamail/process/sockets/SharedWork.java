package org.hamail.process.sockets;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Work that is done for whoever asks: those who ask while it is being done share the next one. */
final class SharedWork<T> {
    private final AtomicLong begun = new AtomicLong();
    private final Supplier<T> work;
    private long lastBegun;
    private T last;

    /** {@code nothing} stands for the result before the first time. */
    SharedWork(Supplier<T> work, T nothing) {
        this.work = work;
        this.last = nothing;
    }

    /** A result of work that began after the call. */
    T fresh() {
        long before = begun.get();
        synchronized (this) {
            if (lastBegun <= before) {
                lastBegun = begun.incrementAndGet();
                last = work.get();
            }
            return last;
        }
    }
}
