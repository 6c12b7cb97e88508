package org.hamail.submit;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.hamail.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Carries results to one sink: spooled first, in order for each service, at least once. One that the sink does not take
 * waits alone; when the sink does not work, everything waits and one attempt at a time is made.
 */
public final class SinkDispatcher implements Closeable {
    private static final long NANOS = 1_000_000_000L;

    private volatile Sink sink;
    private final RetryDelay patience;
    private final Ticker ticker;
    private final Consumer<String> notes;
    private final PendingResults backlog;
    private final Map<ServiceName, ServiceQueue> lanes = new HashMap<>();
    private final Deque<ServiceQueue> ready = new ArrayDeque<>();
    private final PriorityQueue<Rest> resting = new PriorityQueue<>(Comparator.comparingLong(Rest::until));
    private final List<Thread> workers = new ArrayList<>();
    private final BatchSize convoy = new BatchSize();
    private final long epoch;

    private boolean closing;
    private int flying;
    private int failures;
    private long downUntil;
    private long delivered;
    private @Nullable Long lastDelivery;
    private @Nullable String down;

    private record Rest(ServiceQueue lane, long until) {}

    /** {@code sink} is the one whose measure was taken: another may come to its place meanwhile. */
    private record Flight(Sink sink, List<ServiceQueue> lanes, List<PassiveResult> results) {}

    /** What waits from an earlier life leaves first. */
    public SinkDispatcher(Sink sink, Spool spool, RetryDelay patience, Ticker ticker, Consumer<String> notes)
            throws IOException {
        this.sink = sink;
        this.patience = patience;
        this.ticker = ticker;
        this.notes = notes;
        this.epoch = ticker.nanos();
        this.backlog = new PendingResults(spool.of(sink), note -> notes.accept(spool.of(sink) + ": " + note));
        backlog.load(this::lane);
        lanes.values().forEach(lane -> enqueue(lane, now()));
    }

    /** Delivers to {@code other} from now on: the same place, perhaps with another password. */
    public void use(Sink other) {
        sink = other;
    }

    /** Starts to deliver. */
    public synchronized void start() {
        for (int i = 0; i < sink.lanes(); i++) {
            var worker = new Thread(this::work, "outbox " + sink.name() + " " + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    /** Takes {@code result} over: from the return on it survives the death of this process. */
    public synchronized void accept(PassiveResult result) {
        ServiceQueue lane = lane(result.about());
        boolean idle = lane.queue().isEmpty();
        backlog.add(lane, result);
        if (idle) {
            enqueue(lane, now());
            notifyAll();
        }
    }

    public synchronized SinkState state() {
        return new SinkState(
                sink.name(),
                sink.acknowledges(),
                backlog.size(),
                delivered,
                (int) lanes.values().stream().filter(ServiceQueue::isHeld).count(),
                Optional.ofNullable(down),
                backlog.trouble(),
                Optional.ofNullable(lastDelivery).map(then -> (now() - then) / NANOS));
    }

    /** Lets the disk have what was written; to be called once in a while. */
    public synchronized void sync() {
        backlog.sync();
    }

    /** Waits until nothing waits any more, {@code limit} at the longest. */
    public synchronized boolean drain(Duration limit) throws InterruptedException {
        long end = now() + limit.toNanos();
        while (backlog.size() > 0 && now() < end) {
            wait(Math.max(1, Math.min(100, (end - now()) / 1_000_000)));
        }
        return backlog.size() == 0;
    }

    /** Begins to end: nothing more leaves. */
    public synchronized void stop() {
        closing = true;
        notifyAll();
    }

    /** Ends the delivery; what is on its way may still arrive and is then delivered again by the next life. */
    @Override
    public void close() throws IOException {
        stop();
        for (Thread worker : workers) {
            try {
                worker.join(Duration.ofSeconds(15).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        synchronized (this) {
            backlog.close();
        }
    }

    private void work() {
        try {
            for (Flight flight = next(); flight != null; flight = next()) {
                land(flight.lanes(), delivery(flight));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Delivery delivery(Flight flight) {
        try {
            return flight.sink().deliver(flight.results());
        } catch (RuntimeException | OutOfMemoryError e) { // neither may end the thread that delivers
            return Delivery.down("a defect of hamail: " + e);
        }
    }

    private synchronized @Nullable Flight next() throws InterruptedException {
        while (!closing) {
            long now = now();
            for (Rest rest = resting.peek(); rest != null && rest.until() <= now; rest = resting.peek()) {
                ready.addLast(resting.remove().lane());
            }
            long pause = failures == 0 ? 0 : flying > 0 ? Long.MAX_VALUE : downUntil - now;
            if (pause > 0) {
                wait(millis(pause));
            } else if (ready.isEmpty()) {
                Rest rest = resting.peek();
                wait(millis(rest == null ? Long.MAX_VALUE : rest.until() - now));
            } else {
                Flight flight = depart(now);
                if (!flight.lanes().isEmpty()) {
                    flying++;
                    return flight;
                }
            }
        }
        return null;
    }

    /** The first results of some services, never two of one: what is repeated then stands beside itself at the core. */
    private Flight depart(long now) {
        Sink to = sink;
        int free = Math.max(1, workers.size() - flying);
        int size = failures > 0 ? 1 : convoy.size(to.atOnce(), ready.size(), free);
        var flight = new Flight(to, new ArrayList<>(), new ArrayList<>());
        while (flight.lanes().size() < size && !ready.isEmpty()) {
            ServiceQueue lane = ready.removeFirst();
            PassiveResult result = backlog.depart(lane);
            if (result == null) {
                enqueue(lane, now);
            } else {
                flight.lanes().add(lane);
                flight.results().add(result);
            }
        }
        return flight;
    }

    private static long millis(long nanos) {
        return Math.min(nanos / 1_000_000 + 1, 60_000);
    }

    private synchronized void land(List<ServiceQueue> flight, Delivery delivery) {
        flying--;
        long now = now();
        switch (delivery.kind()) {
            case DELIVERED -> {
                works();
                lastDelivery = now;
                delivered += flight.size();
                convoy.arrived(flight.size());
                flight.forEach(backlog::arrived);
            }
            case HELD -> {
                works();
                flight.forEach(lane -> hold(lane, now, delivery.detail()));
            }
            case DOWN -> {
                convoy.cameBack(flight.size());
                flight.forEach(ServiceQueue::returned);
                fails(now, delivery.detail());
            }
        }
        flight.forEach(lane -> enqueue(lane, now));
        notifyAll();
    }

    private void hold(ServiceQueue lane, long now, String why) {
        int times = lane.cameBack();
        if (times == 1) {
            notes.accept(sink.name() + " does not take " + lane.name() + ": " + why);
        }
        lane.rest(now + patience.after(times).toNanos());
    }

    private void works() {
        if (failures > 0) {
            notes.accept(sink.name() + " works again, " + backlog.size() + " results wait for it");
        }
        failures = 0;
        down = null;
    }

    private void fails(long now, String why) {
        if (down == null) {
            notes.accept(sink.name() + " does not work: " + why);
        }
        down = why;
        if (failures == 0 || now >= downUntil) { // those who were on their way together failed only once
            failures++;
            downUntil = now + patience.after(failures).toNanos();
        }
    }

    private void enqueue(ServiceQueue lane, long now) {
        if (lane.queue().isEmpty() || lane.isBusy()) {
            return;
        }
        long wait = lane.restLeft(now);
        if (wait == 0) {
            ready.addLast(lane);
        } else {
            resting.add(new Rest(lane, now + wait));
        }
    }

    private ServiceQueue lane(ServiceName name) {
        return lanes.computeIfAbsent(name, ServiceQueue::new);
    }

    private long now() {
        return ticker.nanos() - epoch;
    }
}
