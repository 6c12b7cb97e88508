package org.hamail.agent;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.hamail.config.AgentConfig;
import org.hamail.submit.ServiceName;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is, to be started or to be looked at while it runs. The first starts come soon, the second ones are spread
 * over the interval, later ones move by a little, so that checks do not gather. Guarded by the schedule's lock; times are
 * nanoseconds on its clock.
 */
final class Timetable {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_STEP = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long JITTER_PARTS = 50;
    private static final long MOST_JITTER = SECOND;

    /** Those that wait for their next start. It grows with the configuration only: a full heap loses none of them. */
    private final Queue<ScheduleEntry> starts = new PriorityQueue<>(
            Comparator.comparingLong((ScheduleEntry entry) -> entry.start).thenComparingLong(entry -> entry.number));

    /** Those that run and may have something to say meanwhile. */
    private final NavigableSet<ScheduleEntry> looks = new TreeSet<>(
            Comparator.comparingLong((ScheduleEntry entry) -> entry.look).thenComparingLong(entry -> entry.number));

    /** Checks that are no longer wanted, by their services, as long as they run. */
    private final Map<ServiceName, ScheduleEntry> leftovers = new HashMap<>();

    private final RandomGenerator random;
    private Map<AgentConfig.ScheduledCheck, ScheduleEntry> entries = Map.of();
    private long numbers;
    private boolean closed;

    Timetable(RandomGenerator random) {
        this.random = random;
    }

    int size() {
        return entries.size();
    }

    /**
     * From now on these. A check that was there before goes on as it was; one that runs and is wanted no more is marked as
     * removed, and another about the same service waits until it has ended.
     */
    void replace(Map<AgentConfig.ScheduledCheck, Check> wanted, long now) {
        var next = new HashMap<AgentConfig.ScheduledCheck, ScheduleEntry>();
        wanted.forEach((plan, check) -> {
            ScheduleEntry known = entries.get(plan);
            if (known == null) {
                known = new ScheduleEntry(
                        plan, check, numbers++, now + soon(plan.every().toNanos(), wanted.size()));
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
    }

    /** Until one of {@code crowd} starts that have nothing to wait for but each other: a hundred of them a second. */
    private long soon(long every, long crowd) {
        return random.nextLong(Math.min(every, Math.max(SECOND, crowd * FIRST_STEP)));
    }

    /** The same for one that may begin again, as at its first time. */
    long soon(ScheduleEntry entry, long crowd) {
        entry.first = true;
        return soon(entry.every(), crowd);
    }

    /**
     * What is due after a time in which nothing could begin is started as at the first time: at once it would take the
     * processors from everybody. Once only until it has begun, or a process that stands still again and again would put it off
     * for ever. Needs memory before it changes anything only.
     *
     * @param late is told by how much each is late
     */
    void spread(long now, LongConsumer late) {
        List<ScheduleEntry> missed =
                starts.stream().filter(entry -> isMissed(entry, now)).toList();
        missed.forEach(entry -> late.accept(now - entry.due));
        starts.removeIf(entry -> isMissed(entry, now));
        for (ScheduleEntry entry : missed) {
            entry.spread = true;
            entry.due = now + 1 + soon(entry, missed.size());
            entry.start = entry.due;
            starts.add(entry);
        }
    }

    private static boolean isMissed(ScheduleEntry entry, long now) {
        return entry.start <= now && !entry.spread;
    }

    /** The time of the next turn; {@link Long#MAX_VALUE} when there is none. */
    long nextTurn() {
        ScheduleEntry start = starts.peek();
        long next = start == null ? Long.MAX_VALUE : start.start;
        return looks.isEmpty() ? next : Math.min(next, looks.first().look);
    }

    /** The first to be started whose service nobody else is looking at; it stays where it is. */
    @Nullable
    ScheduleEntry dueStart(long now) {
        for (ScheduleEntry entry = starts.peek(); entry != null && entry.start <= now; entry = starts.peek()) {
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

    /** What {@link #dueStart} has shown is taken; needs no memory. */
    void started() {
        starts.remove().spread = false;
    }

    /** The first to be looked at. */
    @Nullable
    ScheduleEntry dueLook(long now) {
        return looks.isEmpty() || looks.first().look > now ? null : looks.first();
    }

    void lookAt(ScheduleEntry entry, long time) {
        looks.remove(entry);
        entry.look = time;
        looks.add(entry);
    }

    /** {@code entry} runs no more and has its next turn at {@code time}; whether that is the first of all. */
    boolean ended(ScheduleEntry entry, long time) {
        looks.remove(entry);
        leftovers.remove(entry.about, entry);
        if (entry.removed || closed) {
            return false;
        }
        entry.start = time;
        starts.add(entry);
        return starts.peek() == entry;
    }

    /** From one start to the next; from the first to the second it is any part of the interval, which spreads them. */
    long distance(ScheduleEntry entry) {
        if (entry.first) {
            entry.first = false;
            return random.nextLong(entry.every());
        }
        long jitter = Math.min(entry.every() / JITTER_PARTS, MOST_JITTER);
        return entry.every() + (jitter == 0 ? 0 : random.nextLong(-jitter, jitter));
    }

    /** Nobody has a turn any more. */
    void close() {
        closed = true;
        starts.clear();
        looks.clear();
    }
}
