package org.hamail.agent;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.hamail.config.AgentConfig;
import org.hamail.submit.PassiveResult;
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

    private final Checks checks;
    private final Executor threads;
    private final Ticker ticker;
    private final Clock clock;
    private final RandomGenerator random;
    private final Consumer<PassiveResult> results;
    private final Lateness lateness = new Lateness();
    private final NavigableSet<Entry> queue = new TreeSet<>(
            Comparator.comparingLong((Entry entry) -> entry.wake).thenComparingLong(entry -> entry.number));
    private final long epoch;
    private Map<AgentConfig.Check, Entry> entries = Map.of();
    private long numbers;
    private int running;
    private boolean stopped;

    Schedule(Checks checks, Executor threads, Times times, Consumer<PassiveResult> results) {
        this.checks = checks;
        this.threads = threads;
        this.ticker = times.ticker();
        this.clock = times.clock();
        this.random = times.random();
        this.results = results;
        this.epoch = ticker.nanos();
    }

    /** From now on these; a check that was there before goes on as it was. */
    synchronized void replace(List<AgentConfig.Check> wanted) {
        long now = now();
        var next = new HashMap<AgentConfig.Check, Entry>();
        for (AgentConfig.Check check : wanted) {
            Entry known = entries.get(check);
            if (known == null) {
                long span = Math.min(check.every().toNanos(), Math.max(SECOND, wanted.size() * FIRST_STEP));
                known = new Entry(check, numbers++, now + random.nextLong(span));
                queue.add(known);
            }
            next.put(check, known);
        }
        entries.forEach((check, entry) -> entry.removed = !next.containsKey(check));
        queue.removeIf(entry -> entry.removed);
        entries = next;
        notifyAll();
    }

    /** Does what is due, and tells after how many nanoseconds there is more to do. */
    long tick() {
        for (Entry entry = nextDue(); entry != null; entry = nextDue()) {
            if (isRunning(entry)) {
                sayWhatThereIs(entry);
            } else {
                start(entry);
            }
        }
        synchronized (this) {
            return queue.isEmpty() ? Long.MAX_VALUE : Math.max(0, queue.first().wake - now());
        }
    }

    /** Runs until the thread is interrupted. */
    void loop() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                tick();
                synchronized (this) {
                    long pause = queue.isEmpty() ? LONGEST_PAUSE : queue.first().wake - now();
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

    private synchronized @Nullable Entry nextDue() {
        return queue.isEmpty() || queue.first().wake > now() ? null : queue.pollFirst();
    }

    private synchronized boolean isRunning(Entry entry) {
        return entry.running != null;
    }

    private void start(Entry entry) {
        CheckRun run = prepared(entry);
        synchronized (this) {
            entry.running = run;
            entry.ended = false;
            entry.started = now();
            entry.startedAt = clock.instant();
            running++;
            plan(entry, run.interimAfter().map(after -> entry.started + after.toNanos()));
        }
        try {
            threads.execute(() -> run(entry, run));
        } catch (RejectedExecutionException | OutOfMemoryError e) { // no thread left: later, which shows as lag
            synchronized (this) {
                entry.running = null;
                running--;
                plan(entry, Optional.of(now() + RETRY));
            }
        }
    }

    private CheckRun prepared(Entry entry) {
        try {
            return checks.run(entry.check.run()).orElseThrow();
        } catch (RuntimeException e) { // it has its next turn all the same
            synchronized (this) {
                entry.due = now() + entry.every();
                plan(entry, Optional.of(entry.due));
            }
            throw e;
        }
    }

    private void run(Entry entry, CheckRun run) {
        lateness.add(now() - entry.due);
        try {
            Answer answer = run.answer();
            synchronized (this) {
                entry.ended = true; // from here on nothing may be said in its place
                if (stopped) {
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
        queue.clear();
    }

    private void publish(Entry entry, Answer answer) {
        results.accept(PassiveResult.of(
                entry.about,
                answer.exitCode(),
                answer.text(),
                Objects.requireNonNullElseGet(entry.startedAt, clock::instant),
                clock.instant(),
                entry.check.every().plus(LONGEST_PROBE)));
    }

    private synchronized void finish(Entry entry) {
        long now = now();
        entry.running = null;
        running--;
        entry.due = Math.max(now, entry.due + distance(entry));
        plan(entry, Optional.of(entry.due));
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

    private void sayWhatThereIs(Entry entry) {
        Optional<Answer> interim;
        synchronized (this) {
            CheckRun run = entry.running;
            interim = run == null || entry.ended
                    ? Optional.empty()
                    : run.interim(Duration.ofNanos(now() - entry.started));
            interim.ifPresent(answer -> publish(entry, answer));
            if (run != null) {
                plan(entry, Optional.of(now() + entry.every()));
            }
        }
    }

    /** Looks at {@code entry} again at that time, or not before it has ended. */
    private void plan(Entry entry, Optional<Long> wake) {
        queue.remove(entry);
        if (wake.isPresent() && !entry.removed && !stopped) {
            entry.wake = wake.get();
            queue.add(entry);
            if (queue.first() == entry) {
                notifyAll(); // the timer may wait for a later one
            }
        }
    }

    private long now() {
        return ticker.nanos() - epoch;
    }
}
