package org.hamail.submit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.hamail.plugin.Status;
import org.jspecify.annotations.Nullable;

/**
 * The results of one service that wait for one sink, in their order. When there are too many, the oldest gives way that
 * says the same as the one before it; a change of state never does.
 */
final class ServiceQueue {
    /** How many results without news may wait. */
    static final int KEPT = 10;

    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final ServiceName name;
    private @Nullable Status last;
    private int plain;
    private boolean busy;
    private int failures;
    private long notBefore;
    private boolean hasNotBefore;

    ServiceQueue(ServiceName name) {
        this.name = name;
    }

    /** One result that waits; {@code place} is null as long as the disk did not take it, then {@code held} has it. */
    static final class Waiting {
        final long number;
        final boolean change;
        SpoolFile.@Nullable Place place;

        @Nullable
        PassiveResult held;

        private Waiting(long number, boolean change) {
            this.number = number;
            this.change = change;
        }
    }

    ServiceName name() {
        return name;
    }

    Waiting add(long number, Status status) {
        var waiting = new Waiting(number, status != last);
        last = status;
        queue.addLast(waiting);
        plain += waiting.change ? 0 : 1;
        return waiting;
    }

    /** Takes out one that has to give way, if there is one. */
    Optional<Waiting> evict() {
        if (plain <= KEPT) {
            return Optional.empty();
        }
        Iterator<Waiting> waiting = queue.iterator();
        if (busy) {
            waiting.next();
        }
        return removePlain(waiting);
    }

    private Optional<Waiting> removePlain(Iterator<Waiting> waiting) {
        while (waiting.hasNext()) {
            Waiting next = waiting.next();
            if (!next.change && waiting.hasNext()) {
                waiting.remove();
                plain--;
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    Deque<Waiting> queue() {
        return queue;
    }

    /** Marks the first one as being on its way. */
    Waiting take() {
        busy = true;
        return queue.getFirst();
    }

    /** The first one is with the core. */
    void arrived() {
        busy = false;
        failures = 0;
        plain -= queue.removeFirst().change ? 0 : 1;
    }

    /** The first one came back; the number of failures in a row. */
    int cameBack() {
        busy = false;
        return ++failures;
    }

    /** The first one came back through no fault of this service. */
    void returned() {
        busy = false;
    }

    boolean isBusy() {
        return busy;
    }

    boolean isHeld() {
        return failures > 0;
    }

    void rest(long until) {
        notBefore = until;
        hasNotBefore = true;
    }

    /** Nanoseconds from {@code now} until the first one may leave. */
    long restLeft(long now) {
        return hasNotBefore ? Math.max(0, notBefore - now) : 0;
    }
}
