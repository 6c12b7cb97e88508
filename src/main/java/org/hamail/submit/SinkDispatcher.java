package org.hamail.submit;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hamail.time.Deadline.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Carries results to one sink: spooled first, in order for each service, at least once. One that the sink does not take
 * waits alone; when the sink does not work, everything waits and one attempt at a time is made.
 */
public final class SinkDispatcher implements Closeable {
    private static final long NANOS = 1_000_000_000L;

    private volatile Sink sink;
    private final RetryDelay retryDelay;
    private final Ticker ticker;
    private final Consumer<String> notes;
    private final PendingResults pending;
    private final ServiceQueues services = new ServiceQueues();
    private final SinkHealth health;
    private final List<Thread> workers = new ArrayList<>();
    private final BatchSize batchSize = new BatchSize();
    private final long epoch;

    private boolean closing;
    private int inDelivery;
    private long delivered;
    private @Nullable Long lastDelivery;

    /** {@code sink} is the one whose measure was taken: another may come to its place meanwhile. */
    private record Batch(Sink sink, List<ServiceQueue> services, List<PassiveResult> results) {}

    /** What waits from an earlier life leaves first. */
    public SinkDispatcher(Sink sink, Spool spool, RetryDelay retryDelay, Ticker ticker, Consumer<String> notes)
            throws IOException {
        this.sink = sink;
        this.retryDelay = retryDelay;
        this.ticker = ticker;
        this.notes = notes;
        this.epoch = ticker.nanos();
        this.health = new SinkHealth(sink.name(), retryDelay, notes);
        this.pending = new PendingResults(spool.of(sink), note -> notes.accept(spool.of(sink) + ": " + note));
        pending.load(services::of);
        services.enqueueAll(now());
    }

    /** Delivers to {@code other} from now on: the same place, perhaps with another password. */
    public void use(Sink other) {
        sink = other;
    }

    /** Starts to deliver. */
    public synchronized void start() {
        for (int i = 0; i < sink.lanes(); i++) {
            var worker = new Thread(this::work, "sink " + sink.name() + " " + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    /** Takes {@code result} over: from the return on it survives the death of this process. */
    public synchronized void accept(PassiveResult result) {
        ServiceQueue service = services.of(result.about());
        boolean idle = service.queue().isEmpty();
        pending.add(service, result);
        if (idle) {
            services.enqueue(service, now());
            notifyAll();
        }
    }

    public synchronized SinkState state() {
        return new SinkState(
                sink.name(),
                sink.acknowledges(),
                pending.size(),
                delivered,
                services.held(),
                health.down(),
                pending.trouble(),
                Optional.ofNullable(lastDelivery).map(then -> (now() - then) / NANOS));
    }

    /** Lets the disk have what was written; to be called once in a while. */
    public synchronized void sync() {
        pending.sync();
    }

    /** Waits until nothing waits any more, {@code limit} at the longest. */
    public synchronized boolean drain(Duration limit) throws InterruptedException {
        long end = now() + limit.toNanos();
        while (pending.size() > 0 && now() < end) {
            wait(Math.max(1, Math.min(100, (end - now()) / 1_000_000)));
        }
        return pending.size() == 0;
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
        joinWorkers();
        synchronized (this) {
            pending.close();
        }
    }

    private void joinWorkers() {
        for (Thread worker : workers) {
            try {
                worker.join(Duration.ofSeconds(15).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
    }

    private void work() {
        try {
            for (Batch batch = next(); batch != null; batch = next()) {
                finish(batch.services(), delivery(batch));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Delivery delivery(Batch batch) {
        try {
            return batch.sink().deliver(batch.results());
        } catch (RuntimeException | OutOfMemoryError e) { // neither may end the thread that delivers
            return Delivery.down("a defect of hamail: " + e);
        }
    }

    private synchronized @Nullable Batch next() throws InterruptedException {
        while (!closing) {
            long now = now();
            services.wake(now);
            long pause = health.isWorking() ? 0 : inDelivery > 0 ? Long.MAX_VALUE : health.downFor(now);
            if (pause > 0) {
                wait(millis(pause));
            } else if (!services.isAnyReady()) {
                wait(millis(services.restLeft(now)));
            } else {
                Batch batch = batch(now);
                if (!batch.services().isEmpty()) {
                    inDelivery++;
                    return batch;
                }
            }
        }
        return null;
    }

    /** The first results of some services, never two of one: what is repeated then stands beside itself at the core. */
    private Batch batch(long now) {
        Sink to = sink;
        int free = Math.max(1, workers.size() - inDelivery);
        int size = health.isWorking() ? batchSize.size(to.atOnce(), services.ready(), free) : 1;
        var batch = new Batch(to, new ArrayList<>(), new ArrayList<>());
        while (batch.services().size() < size && services.isAnyReady()) {
            ServiceQueue service = services.next();
            PassiveResult result = pending.take(service);
            if (result == null) {
                services.enqueue(service, now);
            } else {
                batch.services().add(service);
                batch.results().add(result);
            }
        }
        return batch;
    }

    private static long millis(long nanos) {
        return Math.min(nanos / 1_000_000 + 1, 60_000);
    }

    private synchronized void finish(List<ServiceQueue> batch, Delivery delivery) {
        inDelivery--;
        long now = now();
        switch (delivery.kind()) {
            case DELIVERED -> arrived(batch, now);
            case HELD -> held(batch, now, delivery.detail());
            case DOWN -> cameBack(batch, now, delivery.detail());
        }
        batch.forEach(service -> services.enqueue(service, now));
        notifyAll();
    }

    private void arrived(List<ServiceQueue> batch, long now) {
        health.works(pending.size());
        lastDelivery = now;
        delivered += batch.size();
        batchSize.arrived(batch.size());
        batch.forEach(pending::arrived);
    }

    private void held(List<ServiceQueue> batch, long now, String detail) {
        health.works(pending.size());
        batch.forEach(service -> hold(service, now, detail));
    }

    private void cameBack(List<ServiceQueue> batch, long now, String detail) {
        batchSize.cameBack(batch.size());
        batch.forEach(ServiceQueue::returned);
        health.fails(now, detail);
    }

    private void hold(ServiceQueue service, long now, String why) {
        int times = service.cameBack();
        if (times == 1) {
            notes.accept(sink.name() + " does not take " + service.name() + ": " + why);
        }
        service.rest(now + retryDelay.after(times).toNanos());
    }

    private long now() {
        return ticker.nanos() - epoch;
    }

    /** How long to wait before the next attempt: doubled with each failure, from {@code first} to {@code longest}. */
    public record RetryDelay(Duration first, Duration longest) {
        /** After {@code failures} in a row, at least 1. */
        Duration after(int failures) {
            int doublings = Math.min(failures - 1, 30);
            Duration wait = first.multipliedBy(1L << doublings);
            return wait.compareTo(longest) > 0 ? longest : wait;
        }
    }
}
