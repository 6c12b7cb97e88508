package org.hamail.process.sockets;

import java.time.Duration;
import org.hamail.time.Deadline.Ticker;

/**
 * When the table is looked at again: a second after the last look, or so much later that all looks together take no more than
 * 0.5 % of a CPU. The look of a probe that begins counts, too.
 */
final class LookSchedule {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** A third of the time within which the end of a connection shows that its client was served. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** 0.5 % of a CPU: what is left of 1 % goes to collecting garbage, and to probes that begin and end. */
    private static final int LOOKS_OF_ALL_TIME = 200;

    private final Ticker ticker;

    // guarded by this
    private long last;
    private Duration pause = SHORTEST;

    LookSchedule(Ticker ticker) {
        this.ticker = ticker;
        this.last = ticker.nanos();
    }

    /** The table was looked at, by the reader or by a probe that begins. */
    synchronized void looked() {
        last = ticker.nanos();
    }

    /** A look takes that much CPU time. */
    synchronized void looksTake(Duration time) {
        Duration needed = time.multipliedBy(LOOKS_OF_ALL_TIME);
        Duration longer = needed.compareTo(SHORTEST) > 0 ? needed : SHORTEST;
        pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }

    /** The time until the next look; zero or less when it is due. */
    synchronized Duration left() {
        return pause.minusNanos(ticker.nanos() - last);
    }
}
