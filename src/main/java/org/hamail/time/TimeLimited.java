package org.hamail.time;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work on another thread, for which nobody waits longer than wanted. What cannot be interrupted (a look-up, a file on a disk
 * that does not answer) is left behind when the time is over, and ends or not without anybody.
 */
public final class TimeLimited<T> {
    private final FutureTask<T> task;

    private TimeLimited(Callable<T> work) {
        this.task = new FutureTask<>(work);
    }

    /**
     * Begins {@code work} on a new thread, which keeps no program from ending.
     *
     * @throws OutOfMemoryError when there is no thread to be had
     */
    public static <T> TimeLimited<T> begin(String thread, Callable<T> work) {
        var begun = new TimeLimited<T>(work);
        var runner = new Thread(begun.task, thread);
        runner.setDaemon(true);
        runner.start();
        return begun;
    }

    /**
     * Begins {@code work} on one of {@code threads}.
     *
     * @throws java.util.concurrent.RejectedExecutionException when they take no more
     */
    public static <T> TimeLimited<T> begin(Executor threads, Callable<T> work) {
        var begun = new TimeLimited<T>(work);
        threads.execute(begun.task);
        return begun;
    }

    /**
     * Waits for what comes of it; any number of threads may.
     *
     * @throws TimeoutException when nothing has come of it until the deadline; it goes on all the same
     * @throws ExecutionException with what the work failed with as its cause
     * @throws InterruptedException when the wait was interrupted; the thread stays interrupted
     */
    public T await(Deadline deadline) throws TimeoutException, ExecutionException, InterruptedException {
        try {
            return task.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    /** Whether it has ended. */
    public boolean isOver() {
        return task.isDone();
    }

    /** Interrupts it, or keeps it from beginning: nobody wants it any more. */
    public void abandon() {
        task.cancel(true);
    }
}
