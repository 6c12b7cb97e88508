package org.hamail.probe;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hamail.probe.Phase.Progress;
import org.hamail.time.Deadline;

/** Books the time of one conversation to its phases. A phase that is entered again goes on counting. */
public final class PhaseTimer implements Progress {
    private final Map<Phase, Duration> spent = new LinkedHashMap<>();
    private final Deadline deadline;
    private final List<Progress> listeners;
    private Phase current = Phase.RESOLVE;
    private Duration since;

    /** {@code listeners} are told of each phase, the look-up included. */
    public PhaseTimer(Deadline deadline, Progress... listeners) {
        this.deadline = deadline;
        this.listeners = List.of(listeners);
        this.since = deadline.elapsed();
        tell();
    }

    public void enter(Phase next) {
        book();
        current = next;
        spent.putIfAbsent(next, Duration.ZERO);
        tell();
    }

    @Override
    public void entered(Phase next) {
        enter(next);
    }

    public Phase current() {
        return current;
    }

    /**
     * The phase that a deadline that passed is blamed on: the look-up, where it took half of the time or more, because it
     * left the server too little.
     */
    public Phase blamed() {
        Duration lookUp = spent.getOrDefault(Phase.RESOLVE, Duration.ZERO);
        return lookUp.multipliedBy(2).compareTo(deadline.limit()) >= 0 ? Phase.RESOLVE : current;
    }

    public Timings read() {
        book();
        var phases = new LinkedHashMap<>(spent);
        phases.remove(Phase.RESOLVE);
        return new Timings(since, Collections.unmodifiableMap(phases));
    }

    private void tell() {
        for (Progress listener : listeners) {
            listener.entered(current);
        }
    }

    private void book() {
        Duration now = deadline.elapsed();
        spent.put(current, spent.getOrDefault(current, Duration.ZERO).plus(now.minus(since)));
        since = now;
    }

    /**
     * How long a conversation took.
     *
     * @param total from the first look-up to the end
     * @param phases each phase that began, in the order in which it first did
     */
    public record Timings(Duration total, Map<Phase, Duration> phases) {}
}
