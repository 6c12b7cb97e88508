package org.hamail.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private long running = 1_000_000_000L;
    private long uptime = 5_000_000_000L;
    private final Standstill standstill = Standstill.of(() -> running, () -> uptime);

    @Test
    void aPulseInTimeIsNoStandstill() {
        Standstill.StandstillWatch watch = standstill.begin();
        for (int i = 0; i < 100; i++) {
            passes(2400);
            standstill.pulse();
        }
        assertEquals(Duration.ZERO, watch.lost());
    }

    @Test
    void stoppedProcessIsSeenByLatePulse() {
        Standstill.StandstillWatch watch = standstill.begin();
        passes(500);
        standstill.pulse();
        passes(10_500);
        assertEquals(Duration.ofSeconds(10), watch.lost());
        standstill.pulse();
        passes(400);
        assertEquals(Duration.ofSeconds(10), watch.lost());
        assertEquals(Duration.ZERO, standstill.begin().lost());
    }

    /** A busy machine halts a process for seconds now and then: who has waited for eleven minutes has waited all the same. */
    @Test
    void aTwentiethOfAllTheTimeIsNoStandstill() {
        Standstill.StandstillWatch watch = standstill.begin();
        run(300);
        passes(10_500);
        standstill.pulse();
        run(300);
        passes(20_500);
        standstill.pulse();
        run(60);
        assertEquals(Duration.ZERO, watch.lost());
        passes(10_500);
        assertEquals(Duration.ofSeconds(40), watch.lost());
    }

    @Test
    void shortSleepOfTheMachineInALongTimeIsNone() {
        Standstill.StandstillWatch watch = standstill.begin();
        run(600);
        uptime += 25_000_000_000L;
        assertEquals(Duration.ZERO, watch.lost());
        uptime += 35_000_000_000L;
        assertEquals(Duration.ofSeconds(60), watch.lost());
    }

    private void run(int seconds) {
        for (int i = 0; i < 2 * seconds; i++) {
            passes(500);
            standstill.pulse();
        }
    }

    @Test
    void machineThatSleptIsSeenByItsUptime() {
        Standstill.StandstillWatch watch = standstill.begin();
        passes(500);
        uptime += 3_600_000_000_000L;
        assertEquals(Duration.ofHours(1), watch.lost());
    }

    @Test
    void anUptimeThatCannotBeReadTellsNothing() {
        uptime = 0;
        Standstill.StandstillWatch watch = standstill.begin();
        uptime = 3_600_000_000_000L;
        assertEquals(Duration.ZERO, watch.lost());
    }

    @Test
    void manyWhoBeginTogetherShareOneLookAtUptime() {
        var looks = new AtomicInteger();
        Standstill counted = Standstill.of(() -> running, () -> {
            looks.incrementAndGet();
            return uptime;
        });
        for (int i = 0; i < 100; i++) {
            counted.begin().close();
            passes(1);
        }
        assertEquals(1, looks.get());
        Standstill.StandstillWatch watch = counted.begin();
        passes(500);
        counted.begin().close();
        assertEquals(2, looks.get());
        uptime += 3_600_000_000_000L;
        assertEquals(Duration.ofHours(1), watch.lost());
    }

    /** Its thread would be woken for each probe, which costs as much as the probe. */
    @Test
    void pulseThreadIsNotWokenForEachWatch() {
        Standstill.shared().begin().close();
        ThreadInfo before = threadCalled("pulse");
        for (int i = 0; i < 1000; i++) {
            Standstill.shared().begin().close();
        }
        long woken = threadCalled("pulse").getWaitedCount() - before.getWaitedCount();
        assertTrue(woken < 100, () -> "woken " + woken + " times");
    }

    private static ThreadInfo threadCalled(String name) {
        return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false))
                .filter(thread -> thread.getThreadName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void timeInWhichNobodyWatchesDoesNotCount() {
        standstill.begin().close();
        passes(60_000);
        assertEquals(Duration.ZERO, standstill.begin().lost());
    }

    private void passes(int millis) {
        running += millis * 1_000_000L;
        uptime += millis * 1_000_000L;
    }
}
