package org.hamail.submit;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** The queues of all services of one sink: which may deliver now, and which rest until when. */
final class ServiceQueues {
    private final Map<ServiceName, ServiceQueue> queues = new HashMap<>();
    private final Deque<ServiceQueue> ready = new ArrayDeque<>();
    private final PriorityQueue<Rest> resting = new PriorityQueue<>(Comparator.comparingLong(Rest::until));

    private record Rest(ServiceQueue queue, long until) {}

    ServiceQueue of(ServiceName name) {
        return queues.computeIfAbsent(name, ServiceQueue::new);
    }

    void enqueueAll(long now) {
        queues.values().forEach(queue -> enqueue(queue, now));
    }

    /** Lets it deliver when its rest is over; one that has nothing, or delivers just now, needs no turn. */
    void enqueue(ServiceQueue queue, long now) {
        if (queue.queue().isEmpty() || queue.isBusy()) {
            return;
        }
        long wait = queue.restLeft(now);
        if (wait == 0) {
            ready.addLast(queue);
        } else {
            resting.add(new Rest(queue, now + wait));
        }
    }

    /** Those whose rest is over may deliver. */
    void wake(long now) {
        for (Rest rest = resting.peek(); rest != null && rest.until() <= now; rest = resting.peek()) {
            ready.addLast(resting.remove().queue());
        }
    }

    boolean isAnyReady() {
        return !ready.isEmpty();
    }

    int ready() {
        return ready.size();
    }

    /** The one that has been ready for the longest time. */
    ServiceQueue next() {
        return ready.removeFirst();
    }

    /** Nanoseconds from {@code now} until the first rest is over. */
    long restLeft(long now) {
        Rest rest = resting.peek();
        return rest == null ? Long.MAX_VALUE : rest.until() - now;
    }

    /** How many the sink does not take. */
    int held() {
        return (int) queues.values().stream().filter(ServiceQueue::isHeld).count();
    }
}
