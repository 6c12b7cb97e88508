package org.hamail.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.hamail.config.AgentConfig;
import org.hamail.submit.PassiveResult;
import org.hamail.submit.ServiceName;
import org.hamail.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Starts each check when it is due, never twice at the same time. The first results come soon, the second starts are
 * spread over the interval, later ones move by a little, so that checks do not gather. While a check runs beyond its
 * warning threshold, what can be said about it so far is published in its place.
 */
final class Schedule {
    /** How far the start of a probe may lie behind the last moment at which a core expects a result. */
    private static final Duration LONGEST_PROBE = Duration.ofMinutes(12);

    private static final long SHORTEST_PAUSE = Duration.ofMillis(5).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long RETRY = Duration.ofMillis(100).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long FIRST_STEP = Duration.ofMillis(10).toNanos();
    private static final long JITTER_PARTS = 50;
    private static final long MOST_JITTER = Duration.ofSeconds(1).toNanos();

    private final Executor threads;
    private final Ticker ticker;
    private final Clock clock;
    private final RandomGenerator random;
    private final Consumer<PassiveResult> results;
    private final Lateness lateness = new Lateness();
    private final Turnstile turnstile = new Turnstile();
    /** Those that wait for their next start. It grows with the configuration only: a full heap loses none of them. */
    private final Queue<Entry> starts = new PriorityQueue<>(
            Comparator.comparingLong((Entry entry) -> entry.start).thenComparingLong(entry -> entry.number));

    /** Those that run and may have something to say meanwhile. */
    private final NavigableSet<Entry> looks = new TreeSet<>(
            Comparator.comparingLong((Entry entry) -> entry.look).thenComparingLong(entry -> entry.number));

    private final long epoch;
    private Map<AgentConfig.Check, Entry> entries = Map.of();
    /** Checks that are no longer wanted, by their services, as long as they run. */
    private final Map<ServiceName, Entry> leftovers = new HashMap<>();

    private long numbers;
    private int running;
    private boolean stopped;

    Schedule(Executor threads, Times times, Consumer<PassiveResult> results) {
        this.threads = threads;
        this.ticker = times.ticker();
        this.clock = times.clock();
        this.random = times.random();
        this.results = results;
        this.epoch = ticker.nanos();
    }

    /**
     * From now on these. A check that was there before goes on as it was; one that runs and is wanted no more says
     * nothing, and what is to be said about the same service from now on waits until it has ended.
     */
    synchronized void replace(Map<AgentConfig.Check, Check> wanted) {
        long now = now();
        var next = new HashMap<AgentConfig.Check, Entry>();
        wanted.forEach((plan, check) -> {
            Entry known = entries.get(plan);
            if (known == null) {
                long span = Math.min(plan.every().toNanos(), Math.max(SECOND, wanted.size() * FIRST_STEP));
                known = new Entry(plan, check, numbers++, now + random.nextLong(span));
                starts.add(known);
            }
            known.check = check;
            next.put(plan, known);
        });
        entries.forEach((plan, entry) -> {
            entry.removed = !next.containsKey(plan);
            if (entry.removed && entry.running != null) {
                leftovers.put(entry.about, entry);
            }
        });
        starts.removeIf(entry -> entry.removed);
        looks.removeIf(entry -> entry.removed);
        entries = next;
        notifyAll();
    }

    /** Does what is due, as far as there is room for it, and tells after how many nanoseconds there is more to do. */
    long tick() {
        while (sayWhatThereIs()) {
            // on to the next
        }
        for (Entry entry = begin(); entry != null; entry = begin()) {
            handOver(entry);
        }
        return pause();
    }

    private synchronized long pause() {
        Entry start = starts.peek();
        long next = start == null ? Long.MAX_VALUE : start.start;
        next = looks.isEmpty() ? next : Math.min(next, looks.first().look);
        return next == Long.MAX_VALUE ? next : Math.max(0, next - now());
    }

    /** Runs until the thread is interrupted. */
    void loop() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long pause = tick();
                synchronized (this) {
                    // to wake up for each start by itself would cost as much as the probe
                    wait(Math.min(Math.max(pause, SHORTEST_PAUSE), LONGEST_PAUSE) / 1_000_000);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized int size() {
        return entries.size();
    }

    synchronized int running() {
        return running;
    }

    Duration lag() {
        return lateness.percentile99();
    }

    /** What is due and has room now, as begun; null when there is nothing. */
    private synchronized @Nullable Entry begin() {
        long now = now();
        Entry entry = nextStart(now);
        if (entry == null || !turnstile.isOpen(now)) {
            return null;
        }
        CheckRun run = entry.check.run();
        Instant instant = clock.instant();
        run.interimAfter().ifPresent(after -> lookAt(entry, now + after.toNanos()));
        entry.place = turnstile.enter(now);
        starts.remove(); // from here on nothing needs memory
        entry.running = run;
        entry.started = now;
        entry.startedAt = instant;
        entry.ended = false;
        running++;
        return entry;
    }

    /** The first that is due, and whose service nobody else is looking at. */
    private @Nullable Entry nextStart(long now) {
        for (Entry entry = starts.peek(); entry != null && entry.start <= now; entry = starts.peek()) {
            if (!leftovers.containsKey(entry.about)) {
                return entry;
            }
            starts.remove();
            entry.due = now + SECOND;
            entry.start = entry.due;
            starts.add(entry);
        }
        return null;
    }

    private void handOver(Entry entry) {
        try {
            threads.execute(() -> work(entry));
        } catch (RejectedExecutionException | OutOfMemoryError e) { // no thread left: later, which shows as lag
            synchronized (this) {
                end(entry, now() + RETRY);
            }
        }
    }

    /** Runs {@code begun}, and what is due by then as well: to hand it over would cost as much as the probe. */
    private void work(Entry begun) {
        for (Entry entry = begun; entry != null; entry = begin()) {
            run(entry);
        }
    }

    private void run(Entry entry) {
        lateness.add(now() - entry.due);
        try {
            CheckRun run = entry.running;
            Answer answer = Objects.requireNonNull(run).answer();
            synchronized (this) {
                entry.ended = true; // from here on nothing may be said in its place
                if (stopped || entry.removed) {
                    return;
                }
            }
            publish(entry, answer);
        } finally { // whatever went wrong, the next run has its turn
            finish(entry);
        }
    }

    /** From now on nothing is said: a probe that is cut off knows nothing about its target. */
    synchronized void stop() {
        stopped = true;
        starts.clear();
        looks.clear();
    }

    private void publish(Entry entry, Answer answer) {
        results.accept(PassiveResult.of(
                entry.about,
                answer.exitCode(),
                answer.text(),
                Objects.requireNonNullElseGet(entry.startedAt, clock::instant),
                clock.instant(),
                entry.plan.every().plus(LONGEST_PROBE)));
    }

    private synchronized void finish(Entry entry) {
        entry.due = Math.max(now(), entry.due + distance(entry));
        end(entry, entry.due);
    }

    private void end(Entry entry, long nextStart) {
        looks.remove(entry);
        if (entry.place != null) {
            turnstile.leave(entry.place);
        }
        entry.running = null;
        running--;
        leftovers.remove(entry.about, entry);
        if (!entry.removed && !stopped) {
            entry.start = nextStart;
            starts.add(entry);
            if (starts.peek() == entry) {
                notifyAll(); // the timer may wait for a later one
            }
        }
    }

    /** From one start to the next; from the first to the second it is any part of the interval, which spreads them. */
    private long distance(Entry entry) {
        if (entry.first) {
            entry.first = false;
            return random.nextLong(entry.every());
        }
        long jitter = Math.min(entry.every() / JITTER_PARTS, MOST_JITTER);
        return entry.every() + (jitter == 0 ? 0 : random.nextLong(-jitter, jitter));
    }

    /** Publishes what there is to say about one that runs; false when it is time for none of them. */
    private synchronized boolean sayWhatThereIs() {
        long now = now();
        if (looks.isEmpty() || looks.first().look > now) {
            return false;
        }
        Entry entry = looks.first();
        lookAt(entry, now + entry.every());
        CheckRun run = entry.running;
        if (run != null && !entry.ended) {
            run.interim(Duration.ofNanos(now - entry.started)).ifPresent(answer -> publish(entry, answer));
        }
        return true;
    }

    private void lookAt(Entry entry, long time) {
        looks.remove(entry);
        entry.look = time;
        looks.add(entry);
    }

    private long now() {
        return ticker.nanos() - epoch;
    }
}
