package org.hamail.submit;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hamail.io.FileProblem;
import org.hamail.time.Deadline;
import org.hamail.time.TimeLimited;

/**
 * One time limit over everything that is said to a sink, look-up of its name included. An exchange that does not end is
 * left behind: it learns that nobody wants it any more before it can send anything, and their number is bounded.
 */
final class TimeLimitedCall {
    private static final int THREADS = 64;
    private static final long IDLE_SECONDS = 30;
    private static final long STACK_BYTES = 256 * 1024;

    private final Duration limit;
    private final ThreadPoolExecutor threads;

    /** What to do. */
    @FunctionalInterface
    interface Work {
        Delivery run(Cancellation cancellation) throws Exception;
    }

    TimeLimitedCall(String name, Duration limit) {
        this.limit = limit;
        this.threads = new ThreadPoolExecutor(
                0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> daemon(name, task));
    }

    Duration limit() {
        return limit;
    }

    Delivery run(Work work) {
        var cancellation = new Cancellation();
        return begin(work, cancellation)
                .map(call -> ended(call, cancellation))
                .orElseGet(() -> Delivery.down("too many pending connections"));
    }

    private Optional<TimeLimited<Delivery>> begin(Work work, Cancellation cancellation) {
        try {
            return Optional.of(TimeLimited.begin(threads, () -> work.run(cancellation)));
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        }
    }

    private Delivery ended(TimeLimited<Delivery> call, Cancellation cancellation) {
        try {
            return awaited(call);
        } finally {
            cancellation.end();
            call.abandon();
        }
    }

    private Delivery awaited(TimeLimited<Delivery> call) {
        try {
            return call.await(Deadline.after(limit));
        } catch (TimeoutException e) {
            return endless();
        } catch (ExecutionException e) {
            boolean endless = e.getCause() instanceof SocketTimeoutException; // its limit is the same, and came first
            return endless ? endless() : Delivery.down(reason(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            return Delivery.down("interrupted");
        }
    }

    private Delivery endless() {
        return Delivery.down("timed out after " + limit.toSeconds() + " s");
    }

    private static String reason(Throwable failure) {
        Throwable last = failure;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            Optional<String> words = words(each);
            if (words.isPresent()) {
                return words.get();
            }
            last = each;
        }
        return last.getClass().getSimpleName();
    }

    private static Optional<String> words(Throwable failure) {
        if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
            return Optional.of("host name does not resolve");
        }
        if (saysSomething(failure)) {
            return Optional.of(sentence(failure));
        }
        // of the JDK's HTTP client, without a word
        return failure instanceof ConnectException ? Optional.of("connection failed") : Optional.empty();
    }

    private static String sentence(Throwable failure) {
        return failure instanceof IOException trouble
                ? FileProblem.sentence(trouble)
                : String.valueOf(failure.getMessage());
    }

    /** Whether it has a sentence of its own, and not just that of its cause. */
    private static boolean saysSomething(Throwable failure) {
        String text = failure.getMessage();
        Throwable cause = failure.getCause();
        return text != null && !text.isBlank() && !(cause != null && text.equals(cause.toString()));
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(null, task, "sink " + name, STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }
}
