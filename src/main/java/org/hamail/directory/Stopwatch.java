package org.hamail.directory;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.hamail.time.Deadline;

/** Books the time of one conversation to its phases. */
final class Stopwatch {
    private final Map<Phase, Duration> spent = new EnumMap<>(Phase.class);
    private final Deadline deadline;
    private Phase current = Phase.RESOLVE;
    private Duration since;

    Stopwatch(Deadline deadline) {
        this.deadline = deadline;
        this.since = deadline.elapsed();
    }

    void enter(Phase next) {
        book();
        current = next;
    }

    Phase current() {
        return current;
    }

    /**
     * The phase that a deadline that passed is blamed on: the look-up, where it took half of the time or more, because it
     * left the directory too little.
     */
    Phase blamed() {
        Duration lookUp = spent.getOrDefault(Phase.RESOLVE, Duration.ZERO);
        return lookUp.multipliedBy(2).compareTo(deadline.limit()) >= 0 ? Phase.RESOLVE : current;
    }

    Timings read() {
        book();
        var phases = new EnumMap<>(spent);
        phases.remove(Phase.RESOLVE);
        return new Timings(since, Collections.unmodifiableMap(phases));
    }

    private void book() {
        Duration now = deadline.elapsed();
        spent.merge(current, now.minus(since), Duration::plus);
        since = now;
    }
}
