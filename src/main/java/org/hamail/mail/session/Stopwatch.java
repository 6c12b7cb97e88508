package org.hamail.mail.session;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hamail.time.Deadline;

/** Books the time of one conversation to its phases. A phase that is entered again goes on counting. */
public final class Stopwatch implements Progress {
    private final Map<Phase, Duration> spent = new LinkedHashMap<>();
    private final Deadline deadline;
    private final Progress progress;
    private final Silence silence;
    private Phase current = Phase.RESOLVE;
    private Duration since;

    public Stopwatch(Deadline deadline, Progress progress, Silence silence) {
        this.deadline = deadline;
        this.progress = progress;
        this.silence = silence;
        this.since = deadline.elapsed();
        progress.entered(current);
    }

    public void enter(Phase next) {
        book();
        if (!isSameWait(next)) {
            silence.begin();
        }
        current = next;
        spent.putIfAbsent(next, Duration.ZERO);
        progress.entered(next);
    }

    /** What shakes hands or greets may itself be waiting for the process that answers, as Dovecot's login processes do. */
    private boolean isSameWait(Phase next) {
        return (current == Phase.TLS && next == Phase.GREETING) || (current == Phase.GREETING && next == Phase.HELLO);
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

    private void book() {
        Duration now = deadline.elapsed();
        spent.put(current, spent.getOrDefault(current, Duration.ZERO).plus(now.minus(since)));
        since = now;
    }
}
