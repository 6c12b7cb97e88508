package org.hamail.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.Test;

class DeadlineMonitorTest {
    private final DeadlineMonitor monitor = DeadlineMonitor.shared();

    private static Deadline in(Duration time) {
        return Deadline.after(time);
    }

    /** One connection after the other: each is the first of the queue when it comes. */
    @Test
    void threadIsNotWokenForEachConnection() {
        monitor.end(monitor.watch(in(Duration.ofMinutes(1)), () -> {}));
        long before = waits();
        for (int i = 0; i < 1000; i++) {
            monitor.end(monitor.watch(in(Duration.ofMinutes(1)), () -> {}));
        }
        long woken = waits() - before;
        assertTrue(woken < 100, () -> "woken " + woken + " times");
    }

    @Test
    void oneThatIsDueBeforeThoseThatWaitIsClosedInTime() throws Exception {
        DeadlineMonitor.Turn late = monitor.watch(in(Duration.ofMinutes(10)), () -> {});
        var closed = new CountDownLatch(2);
        monitor.watch(in(Duration.ofMillis(20)), closed::countDown);
        monitor.watch(in(Duration.ofMillis(10)), closed::countDown);
        assertTrue(closed.await(1, TimeUnit.MINUTES));
        monitor.end(late);
        var again = new CountDownLatch(1);
        monitor.watch(in(Duration.ofMillis(10)), again::countDown);
        assertTrue(again.await(1, TimeUnit.MINUTES));
    }

    private static long waits() {
        return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false))
                .filter(thread -> thread.getThreadName().equals("deadlines"))
                .findFirst()
                .orElseThrow()
                .getWaitedCount();
    }
}
