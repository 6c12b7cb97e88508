package org.hamail.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets only so many probes start as can work at the same time; without it, everything that is due on a busy machine would
 * get in the way of everything else. A probe that takes longer waits for its peer: it needs no room. Guarded by the
 * schedule's lock; times are nanoseconds on its clock.
 */
final class StartLimiter {
    /** The most probes that work at the same time. */
    static final int ROOM = 64;

    /** Whoever takes longer waits: even if every peer is slow, a thousand probes a second may start. */
    static final long WORK = Duration.ofMillis(50).toNanos();

    private final Deque<StartPlace> places = new ArrayDeque<>();
    private int taken;

    /** The room of one probe, from its start on. */
    static final class StartPlace {
        private final long since;
        private boolean taken = true;

        private StartPlace(long since) {
            this.since = since;
        }
    }

    boolean isOpen(long now) {
        for (StartPlace oldest = places.peek(); oldest != null; oldest = places.peek()) {
            if (oldest.taken && now - oldest.since < WORK) {
                break;
            }
            leave(oldest);
            places.remove();
        }
        return taken < ROOM;
    }

    StartPlace enter(long now) {
        var place = new StartPlace(now);
        places.add(place);
        taken++;
        return place;
    }

    void leave(StartPlace place) {
        if (place.taken) {
            place.taken = false;
            taken--;
        }
    }
}
