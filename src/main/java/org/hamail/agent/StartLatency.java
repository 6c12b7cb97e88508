package org.hamail.agent;

import java.time.Duration;
import java.util.Arrays;

/** How late the last starts were. */
final class StartLatency {
    private static final int KEPT = 4096;

    private final long[] nanos = new long[KEPT];
    private int count;
    private int next;

    synchronized void add(long late) {
        nanos[next] = Math.max(0, late);
        next = (next + 1) % KEPT;
        count = Math.min(KEPT, count + 1);
    }

    /** What 99 of 100 starts kept below. */
    synchronized Duration percentile99() {
        if (count == 0) {
            return Duration.ZERO;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[(count * 99 + 99) / 100 - 1]); // the nearest rank
    }
}
