package org.hamail.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hamail.agent.StartLimiter.StartPlace;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of all bridges. A core that starts hands over all its checks at once; only so many begin as can work at the same
 * time, or they would keep the sign of life from the bridge, and everything else from the processors.
 */
final class BridgeJobs {
    private static final long LOOK_MILLIS = 20;

    private final int most;
    private final Executor threads;
    private final ScheduledExecutorService watch;
    private final StartLimiter limiter = new StartLimiter();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private int present;
    private boolean looking;

    /** A job of a bridge. */
    interface Job {
        void run();

        /** There is no place for it. */
        void refuse();
    }

    private record Begun(Job job, StartPlace place) {}

    /** {@code most} may wait or run at the same time. */
    BridgeJobs(int most, Executor threads, ScheduledExecutorService watch) {
        this.most = most;
        this.threads = threads;
        this.watch = watch;
    }

    /** Runs it when it has its turn. */
    void add(Job job) {
        if (hasRoomFor(job)) {
            begin();
        } else {
            job.refuse();
        }
    }

    private synchronized boolean hasRoomFor(Job job) {
        if (present >= most) {
            return false;
        }
        present++;
        return waiting.add(job);
    }

    /** Runs it at once, whatever waits. */
    void addUrgent(Job job) {
        if (!tryExecute(job::run)) {
            job.refuse();
        }
    }

    /** Whether there is a thread for it. */
    private boolean tryExecute(Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            return false;
        }
    }

    private void begin() {
        for (Begun begun = next(); begun != null; begun = next()) {
            Begun first = begun;
            if (!tryExecute(() -> work(first))) {
                end(first.place());
                first.job().refuse();
            }
        }
    }

    /** Runs one, and what has its turn by then as well: to hand it over would cost as much as the probe. */
    private void work(Begun first) {
        try {
            for (Begun begun = first; begun != null; begun = next()) {
                run(begun);
            }
        } finally {
            begin(); // of one that ended by a defect nobody else takes over what waits
        }
    }

    private void run(Begun begun) {
        try {
            begun.job().run();
        } finally {
            end(begun.place());
        }
    }

    private synchronized @Nullable Begun next() {
        if (waiting.isEmpty()) {
            return null;
        }
        long now = System.nanoTime();
        if (!limiter.isOpen(now)) {
            lookAgain();
            return null;
        }
        return new Begun(waiting.remove(), limiter.enter(now));
    }

    /** Who takes long gives its turn to the next one; nothing tells when. */
    private void lookAgain() {
        if (looking) {
            return;
        }
        looking = true;
        try {
            var unused = watch.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            waiting.clear(); // the agent ends
        }
    }

    private void look() {
        synchronized (this) {
            looking = false;
        }
        begin();
    }

    private synchronized void end(StartPlace place) {
        limiter.leave(place);
        present--;
    }
}
