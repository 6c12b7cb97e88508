package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hamail.agent.Agent.AgentTimes;
import org.hamail.time.Deadline.Ticker;
import org.junit.jupiter.api.Test;

class ReconcileScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Queue<String> notes = new ConcurrentLinkedQueue<>();
    private final ReconcileSchedule reconciling = new ReconcileSchedule(
            new AgentTimes(Ticker.system(), Clock.fixed(NOW, ZoneOffset.UTC), new Random(1)), notes::add);

    @Test
    void nextLookFollowsIntervalOrGateOpening() {
        assertEquals(MINUTE, reconciling.pause(MINUTE, Optional.empty()));
        assertEquals(Duration.ofSeconds(24), reconciling.pause(MINUTE, Optional.of(NOW.plusSeconds(24))));
        assertEquals(MINUTE, reconciling.pause(MINUTE, Optional.of(NOW.plusSeconds(3600))));
        assertEquals(Duration.ofSeconds(1), reconciling.pause(MINUTE, Optional.of(NOW.minusSeconds(5))));
    }

    @Test
    void hangingLookDelaysNoOther() throws Exception {
        var looked = new CountDownLatch(3);
        var hang = new CountDownLatch(1);
        var hung = new CountDownLatch(1);
        ReconcileSchedule.PeriodicLook hanging = () -> {
            hung.countDown();
            try {
                hang.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        };
        ReconcileSchedule.PeriodicLook failing = () -> {
            looked.countDown();
            throw new IllegalStateException("broken");
        };
        try (reconciling) {
            reconciling.replace(Duration.ofMillis(1), List.of(hanging, failing));
            assertTrue(hung.await(100, TimeUnit.SECONDS));
            assertTrue(looked.await(100, TimeUnit.SECONDS), "the next look comes all the same");
        }
        assertEquals(List.of("a defect of hamail: java.lang.IllegalStateException: broken"), List.copyOf(notes));
    }

    @Test
    void aNewConfigurationReplacesTheLooks() throws Exception {
        var old = new CountDownLatch(1);
        var fresh = new CountDownLatch(1);
        try (reconciling) {
            reconciling.replace(MINUTE, List.of(() -> {
                old.countDown();
                return Optional.empty();
            }));
            assertTrue(old.await(100, TimeUnit.SECONDS));
            reconciling.replace(MINUTE, List.of(() -> {
                fresh.countDown();
                return Optional.empty();
            }));
            assertTrue(fresh.await(100, TimeUnit.SECONDS), "without waiting for the old interval");
        }
    }
}
