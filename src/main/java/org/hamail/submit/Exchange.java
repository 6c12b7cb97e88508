package org.hamail.submit;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * One time limit over everything that is said to a sink, look-up of its name included. An exchange that does not end is
 * left behind: it learns that nobody wants it any more before it can send anything, and their number is bounded.
 */
final class Exchange {
    private static final int THREADS = 64;
    private static final long IDLE_SECONDS = 30;
    private static final long STACK_BYTES = 256 * 1024;

    private final Duration limit;
    private final ThreadPoolExecutor threads;

    /** What to do; it must ask {@code wanted} directly before it sends. */
    @FunctionalInterface
    interface Work {
        Delivery run(BooleanSupplier wanted) throws Exception;
    }

    Exchange(String name, Duration limit) {
        this.limit = limit;
        this.threads = new ThreadPoolExecutor(
                0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> daemon(name, task));
    }

    Duration limit() {
        return limit;
    }

    Delivery run(Work work) {
        var wanted = new AtomicBoolean(true);
        Future<Delivery> future;
        try {
            future = threads.submit(() -> work.run(wanted::get));
        } catch (java.util.concurrent.RejectedExecutionException e) {
            return Delivery.down("too many exchanges that do not end");
        }
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Delivery.down("no end after " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Delivery.down(reason(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Delivery.down("interrupted");
        } finally {
            wanted.set(false);
            future.cancel(true);
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = root.getMessage();
        return text == null || text.isBlank() ? root.getClass().getSimpleName() : text;
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(null, task, "sink " + name, STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }
}
