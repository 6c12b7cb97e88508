package org.hamail.recovery;

import java.time.Duration;
import org.hamail.recovery.event.Moment;

/**
 * How much time has passed within one process, by uptime or by the wall clock, whichever says more: a virtual machine that was
 * paused misses it in the uptime, a clock that was set back in the other.
 */
final class Elapsed {
    private Elapsed() {}

    static Duration between(Moment earlier, Moment later) {
        Duration uptime = later.since(earlier).abs();
        Duration clock = Duration.between(earlier.time(), later.time()).abs();
        return uptime.compareTo(clock) >= 0 ? uptime : clock;
    }
}
