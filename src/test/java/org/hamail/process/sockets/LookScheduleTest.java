package org.hamail.process.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a clock that only the test moves. */
class LookScheduleTest {
    private static final Duration PROBE = Duration.ofMinutes(11);

    private Duration now = Duration.ofSeconds(7);
    private final LookSchedule schedule = new LookSchedule(() -> now.toNanos());

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /** How often the table is looked at while a probe waits. */
    private int looks(Duration each) {
        Duration end = now.plus(PROBE);
        int looks = 0;
        for (pass(schedule.left()); now.compareTo(end) < 0; pass(schedule.left())) {
            pass(each);
            schedule.looksTake(each);
            schedule.looked();
            looks++;
        }
        return looks;
    }

    @ParameterizedTest
    @CsvSource({"0, 660", "1, 659", "5, 656", "10, 329", "50, 66", "5000, 44"})
    void tableIsLookedAtOnceASecondOrLessWhereLooksTakeLong(int millis, int expected) {
        assertEquals(expected, looks(Duration.ofMillis(millis)), 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 20, 40, 50})
    void looksTakeNoMoreThanHalfAPercentOfACpu(int millis) {
        double share = looks(Duration.ofMillis(millis)) * (double) millis / PROBE.toMillis();
        assertTrue(share <= 0.005, () -> "share of a CPU: " + share);
    }

    @Test
    void looksAreNeverSoFarApartThatServedClientsLeaveNoTrace() {
        schedule.looksTake(Duration.ofMinutes(1));
        assertEquals(Duration.ofSeconds(10), schedule.left());
    }

    @Test
    void lookOfAProbeThatBeginsCountsAsOne() {
        pass(Duration.ofMillis(900));
        assertEquals(Duration.ofMillis(100), schedule.left());
        schedule.looked();
        assertEquals(Duration.ofSeconds(1), schedule.left());
    }

    @Test
    void aLookThatIsOverdueIsDueAtOnce() {
        pass(Duration.ofSeconds(3));
        assertEquals(Duration.ofSeconds(-2), schedule.left());
    }
}
