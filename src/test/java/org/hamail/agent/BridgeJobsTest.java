package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;

class BridgeJobsTest {
    private final Deque<Runnable> begun = new ArrayDeque<>();
    private final List<Integer> ended = new ArrayList<>();

    private BridgeJobs.Job job(int number) {
        return new BridgeJobs.Job() {
            @Override
            public void run() {
                if (number == 0) {
                    throw new IllegalStateException("a defect");
                }
                ended.add(number);
            }

            @Override
            public void refuse() {
                throw new AssertionError("there is room");
            }
        };
    }

    @Test
    void jobWithDefectFreesItsPlace() {
        var end = new CountDownLatch(1);
        var watch = new ScheduledThreadPoolExecutor(1);
        try {
            watch.execute(() -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }); // so that no later look takes over what waits
            var jobs = new BridgeJobs(1000, begun::add, watch);
            for (int number = 0; number <= StartLimiter.ROOM; number++) {
                jobs.add(job(number));
            }
            assertEquals(StartLimiter.ROOM, begun.size());
            assertThrows(IllegalStateException.class, begun.remove()::run);
            assertEquals(StartLimiter.ROOM, begun.size(), "the one that waited has begun");
            begun.forEach(Runnable::run);
            assertEquals(StartLimiter.ROOM, ended.size());
        } finally {
            end.countDown();
            watch.shutdownNow();
        }
    }
}
