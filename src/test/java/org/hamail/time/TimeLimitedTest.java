package org.hamail.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TimeLimitedTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void whatEndsInTimeIsHandedOver() throws Exception {
        TimeLimited<Boolean> work =
                TimeLimited.begin("a test", () -> Thread.currentThread().isDaemon());
        assertTrue(work.await(Deadline.after(LONG)));
        assertTrue(work.isOver());
    }

    @Test
    void itsFailureIsTheCauseOfOurs() {
        TimeLimited<Object> work = TimeLimited.begin("a test", () -> {
            throw new IOException("broken");
        });
        var failure = assertThrows(ExecutionException.class, () -> work.await(Deadline.after(LONG)));
        assertEquals("java.io.IOException: broken", String.valueOf(failure.getCause()));
    }

    @Test
    void unendingWorkIsAbandonedAndCanBeEnded() throws Exception {
        var interrupted = new CountDownLatch(1);
        TimeLimited<Boolean> work = TimeLimited.begin("a test", () -> {
            try {
                new CountDownLatch(1).await();
                return true;
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        assertThrows(TimeoutException.class, () -> work.await(Deadline.after(Duration.ofMillis(20))));
        assertFalse(work.isOver());
        work.abandon();
        interrupted.await();
        assertTrue(work.isOver());
    }

    @Test
    void whoIsInterruptedWhileWaitingStaysInterrupted() {
        TimeLimited<Boolean> work =
                TimeLimited.begin("a test", () -> new CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.HOURS));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> work.await(Deadline.after(LONG)));
        assertTrue(Thread.interrupted());
        work.abandon();
    }

    @Test
    void exhaustedThreadsAreReportedAtOnce() {
        assertThrows(
                RejectedExecutionException.class,
                () -> TimeLimited.begin(
                        task -> {
                            throw new RejectedExecutionException();
                        },
                        () -> true));
    }
}
