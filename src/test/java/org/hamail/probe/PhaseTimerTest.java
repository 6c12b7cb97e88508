package org.hamail.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.Test;

class PhaseTimerTest {
    private long now;

    @Test
    void deadlineThatLookUpAteIsLookUps() {
        assertEquals(Phase.RESOLVE, blamed(15));
        assertEquals(Phase.RESOLVE, blamed(29));
    }

    @Test
    void deadlineThatServerAteIsServers() {
        assertEquals(Phase.GREETING, blamed(0));
        assertEquals(Phase.GREETING, blamed(14));
    }

    /** The phase that is to blame when of thirty seconds so many went by in the look-up. */
    private Phase blamed(int lookUp) {
        Deadline deadline = Deadline.after(Duration.ofSeconds(30), () -> now);
        var stopwatch = new PhaseTimer(deadline);
        now += Duration.ofSeconds(lookUp).toNanos();
        stopwatch.enter(Phase.CONNECT);
        stopwatch.enter(Phase.GREETING);
        now += Duration.ofSeconds(30 - lookUp).toNanos();
        stopwatch.read();
        return stopwatch.blamed();
    }
}
