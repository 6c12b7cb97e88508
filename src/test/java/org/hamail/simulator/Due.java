package org.hamail.simulator;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Disturbances that wait for their place: each takes effect so many touches after it was added, whatever the others do. */
final class Due {
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private long touches;

    private record Waiting(long place, Disturbance what) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int byPlace = Long.compare(place, other.place);
            return byPlace != 0 ? byPlace : Long.compare(what.at(), other.what.at());
        }
    }

    void add(Disturbance what, int after) {
        waiting.add(new Waiting(touches + after, what));
    }

    /** Counts one touch; the disturbance that takes effect at it, null mostly. */
    @Nullable
    Disturbance touch() {
        touches++;
        Waiting next = waiting.peek();
        if (next == null || touches <= next.place()) {
            return null;
        }
        waiting.remove();
        return next.what();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void clear() {
        waiting.clear();
    }
}
