package org.hamail.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.hamail.agent.Agent.AgentTimes;
import org.hamail.agent.Check.Answer;
import org.hamail.config.AgentConfig;
import org.hamail.submit.PassiveResult;
import org.hamail.time.Deadline.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Starts each check when it is due, never twice at the same time. While a check runs beyond its warning threshold, what can
 * be said about it so far is published in its place.
 */
final class Schedule {
    /** How far the start of a probe may lie behind the last moment at which a core expects a result. */
    private static final Duration LONGEST_PROBE = Duration.ofMinutes(12);

    private static final long SHORTEST_PAUSE = Duration.ofMillis(5).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long RETRY = Duration.ofMillis(100).toNanos();

    /** The schedule looks at the time once a second at least: where it did not, this process stood still. */
    private static final long STANDSTILL = Duration.ofSeconds(2).toNanos();

    private final Executor threads;
    private final Ticker ticker;
    private final Clock clock;
    private final Consumer<PassiveResult> results;
    private final StartLatency lateness = new StartLatency();
    private final StartLimiter startLimiter = new StartLimiter();
    private final Timetable timetable;
    private final long epoch;
    private long lastLook;
    private long standstillEnd;
    private int running;
    private int publishing;
    private boolean stopped;

    Schedule(Executor threads, AgentTimes times, Consumer<PassiveResult> results) {
        this.threads = threads;
        this.ticker = times.ticker();
        this.clock = times.clock();
        this.timetable = new Timetable(times.random());
        this.results = results;
        this.epoch = ticker.nanos();
    }

    /** From now on these; one that runs and is wanted no more says nothing. */
    synchronized void replace(Map<AgentConfig.ScheduledCheck, Check> wanted) {
        timetable.replace(wanted, look());
        notifyAll();
    }

    /** Does what is due, as far as there is room for it, and tells after how many nanoseconds there is more to do. */
    long tick() {
        while (sayWhatThereIs()) {
            // on to the next
        }
        for (ScheduleEntry entry = begin(); entry != null; entry = begin()) {
            handOver(entry);
        }
        return pause();
    }

    private synchronized long pause() {
        long now = look();
        long next = timetable.nextTurn();
        return next == Long.MAX_VALUE ? next : Math.max(0, next - now);
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
        return timetable.size();
    }

    synchronized int running() {
        return running;
    }

    Duration lag() {
        return lateness.percentile99();
    }

    /** What is due and has room now, as begun; null when there is nothing. */
    private synchronized @Nullable ScheduleEntry begin() {
        long now = look();
        ScheduleEntry entry = timetable.dueStart(now);
        if (entry == null || !startLimiter.isOpen(now)) {
            return null;
        }
        CheckRun run = entry.check.run();
        Instant instant = clock.instant();
        run.interimAfter(Duration.ZERO).ifPresent(after -> timetable.lookAt(entry, now + after.toNanos()));
        entry.place = startLimiter.enter(now);
        timetable.started(); // from here on nothing needs memory
        entry.running = run;
        entry.started = now;
        entry.startedAt = instant;
        entry.ended = false;
        running++;
        return entry;
    }

    private void handOver(ScheduleEntry entry) {
        try {
            threads.execute(() -> work(entry));
        } catch (RejectedExecutionException | OutOfMemoryError e) { // no thread left: later, which shows as lag
            synchronized (this) {
                end(entry, now() + RETRY);
            }
        }
    }

    /** Runs {@code begun}, and what is due by then as well: to hand it over would cost as much as the probe. */
    private void work(ScheduleEntry begun) {
        for (ScheduleEntry entry = begun; entry != null; entry = begin()) {
            run(entry);
        }
    }

    private void run(ScheduleEntry entry) {
        lateness.add(now() - entry.due);
        try {
            CheckRun run = entry.running;
            Answer answer = Objects.requireNonNull(run).answer();
            synchronized (this) {
                entry.ended = true; // from here on nothing may be said in its place
                if (stopped || entry.removed) {
                    return;
                }
                publishing++;
            }
            try {
                publish(entry, answer);
            } finally {
                published();
            }
        } finally { // whatever went wrong, the next run has its turn
            finish(entry);
        }
    }

    /**
     * From now on nothing is said: a probe that is cut off knows nothing about its target. Waits for what is just being said,
     * {@code limit} at the longest.
     */
    synchronized void stop(Duration limit) throws InterruptedException {
        stopped = true;
        timetable.close();
        long end = now() + limit.toNanos();
        while (publishing > 0 && now() < end) {
            wait(100);
        }
    }

    private synchronized void published() {
        publishing--;
        notifyAll();
    }

    private void publish(ScheduleEntry entry, Answer answer) {
        results.accept(PassiveResult.of(
                entry.about,
                answer.exitCode(),
                answer.text(),
                Objects.requireNonNullElseGet(entry.startedAt, clock::instant),
                clock.instant(),
                entry.plan.every().plus(LONGEST_PROBE)));
    }

    private synchronized void finish(ScheduleEntry entry) {
        long now = now(); // a look may need memory, for the lack of which the next run would never come
        long next = entry.due + timetable.distance(entry);
        boolean missed = next <= now && entry.started < standstillEnd;
        entry.due = missed ? now + timetable.soon(entry, timetable.size()) : Math.max(now, next);
        end(entry, entry.due);
    }

    private void end(ScheduleEntry entry, long nextStart) {
        if (entry.place != null) {
            startLimiter.leave(entry.place);
        }
        entry.running = null;
        running--;
        if (timetable.ended(entry, nextStart)) {
            notifyAll(); // the timer may wait for a later one
        }
    }

    /** Publishes what there is to say about one that runs; false when it is time for none of them. */
    private synchronized boolean sayWhatThereIs() {
        long now = now();
        ScheduleEntry entry = timetable.dueLook(now);
        if (entry == null) {
            return false;
        }
        CheckRun run = entry.running;
        if (run == null || entry.ended) {
            timetable.lookAt(entry, now + entry.every());
            return true;
        }
        Duration elapsed = Duration.ofNanos(now - entry.started);
        long next = run.interimAfter(elapsed).map(Duration::toNanos).orElse(Long.MAX_VALUE);
        timetable.lookAt(entry, now + Math.min(entry.every(), next - elapsed.toNanos()));
        run.interim(elapsed).ifPresent(answer -> publish(entry, answer));
        return true;
    }

    /** The time; what a standstill has made late is started spread. */
    private long look() {
        long now = now();
        if (now - lastLook > STANDSTILL) {
            standstillEnd = now;
            timetable.spread(now, lateness::add);
        }
        lastLook = now;
        return now;
    }

    private long now() {
        return ticker.nanos() - epoch;
    }
}
