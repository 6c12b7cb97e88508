package org.hamail.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000); // nano time may wrap

    @Test
    void itPassesWhenItsTimeIsOver() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(2), now::get);
        now.addAndGet(Duration.ofSeconds(2).toNanos() - 1);
        assertFalse(deadline.passed());
        assertEquals(1, deadline.remainingNanos());
        assertEquals(1, deadline.remainingMillis());
        now.incrementAndGet();
        assertTrue(deadline.passed());
        assertEquals(Duration.ofSeconds(2), deadline.elapsed());
    }

    @Test
    void remainingTimeIsRoundedUpAndFinite() {
        Deadline deadline = Deadline.after(Duration.ofNanos(1_500_000), now::get);
        assertEquals(2, deadline.remainingMillis());
        now.addAndGet(Duration.ofDays(1).toNanos());
        assertEquals(1, deadline.remainingMillis());
        assertEquals(
                Integer.MAX_VALUE,
                Deadline.after(Duration.ofDays(100), now::get).remainingMillis());
    }
}
