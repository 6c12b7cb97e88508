package org.hamail.recovery.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hamail.model.FaultRules;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.history.Evidence;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.history.Suspicion;
import org.junit.jupiter.api.Test;

/** The sliding window against an oracle that knows the true time, while clocks step and machines reboot. */
class WindowOracleTest {
    private static final int SEQUENCES = 100_000;
    private static final long WINDOW = 3_600_000;
    private static final FaultRules RULES =
            new FaultRules(Set.of(Cause.ABSENT, Cause.TIMEOUT), 3, Duration.ofMillis(WINDOW), Duration.ofMinutes(2));

    /** Milliseconds, as nobody in the field can see them all together. */
    private record Instance(long trueTime, long wallClock, int boot) {
        /** Within a boot the truth; across boots the wall clock is all there is. */
        long ageOf(Instance earlier) {
            return boot == earlier.boot ? trueTime - earlier.trueTime : wallClock - earlier.wallClock;
        }
    }

    private static final class World {
        final Random random;
        private long trueTime = 1_000_000;
        private long clockError;
        private int boot;
        private long bootedAt;
        final List<Entry> entries = new ArrayList<>();
        final List<Instance> told = new ArrayList<>();

        World(long seed) {
            random = new Random(seed);
        }

        void step() {
            switch (random.nextInt(8)) {
                case 0 -> clockError += random.nextLong(-3 * WINDOW, 3 * WINDOW);
                case 1 -> reboot();
                case 2 -> trueTime += random.nextLong(2 * WINDOW);
                case 3 -> trueTime += WINDOW; // exactly: the edge of the window
                default -> tell();
            }
        }

        private void reboot() {
            trueTime += random.nextLong(600_000);
            boot++;
            bootedAt = trueTime;
            if (random.nextBoolean()) {
                clockError += random.nextLong(-2 * WINDOW, 2 * WINDOW);
            }
        }

        private void tell() {
            trueTime += random.nextLong(WINDOW / 4);
            told.add(here());
            entries.add(new Entry(
                    told.size(),
                    now(),
                    Story.timeout(Role.IMAPD, Observer.REMOTE).notification()));
        }

        Instance here() {
            return new Instance(trueTime, trueTime + clockError, boot);
        }

        Moment now() {
            return new Moment(
                    Instant.ofEpochMilli(trueTime + clockError),
                    "boot-" + boot,
                    BigDecimal.valueOf(trueTime - bootedAt, 3));
        }
    }

    @Test
    void windowAgreesWithOracleThatKnowsTrueTime() {
        long counted = 0;
        for (int seed = 0; seed < SEQUENCES; seed++) {
            World world = new World(seed);
            for (int i = world.random.nextInt(4, 20); i > 0; i--) {
                world.step();
            }
            counted += compare(seed, world);
        }
        assertEquals(true, counted > SEQUENCES / 2, "the sequences must have evidence in their windows: " + counted);
    }

    private static int compare(int seed, World world) {
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < world.told.size(); i++) {
            if (world.here().ageOf(world.told.get(i)) < WINDOW) {
                expected.add(i + 1L);
            }
        }
        FaultHistory history = FaultHistory.of(world.entries, RULES);
        List<Long> counting =
                history.evidence(world.now()).stream().map(Evidence::seq).toList();
        assertEquals(expected, counting, () -> "sequence " + seed);
        int weight = history.suspicions(world.now()).stream()
                .mapToInt(Suspicion::weight)
                .sum();
        assertEquals(expected.size() * 100 / 3, weight, () -> "sequence " + seed);
        return expected.size();
    }
}
