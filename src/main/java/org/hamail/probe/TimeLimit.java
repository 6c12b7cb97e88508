package org.hamail.probe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hamail.plugin.Decimal;
import org.hamail.time.Deadline;

/**
 * Lets a probe look at files that may never answer (a dead network file system, a pipe in place of a pid file): in a
 * thread that is left behind at the deadline.
 *
 * @param <O> the observation
 */
public record TimeLimit<O>(Probe<O> probe, String what) implements Probe<O> {
    private static final long STACK = 4L << 20; // regular expressions recurse

    @Override
    public O observe(Deadline deadline) throws CannotObserve {
        var seen = new CompletableFuture<O>();
        Thread reader = new Thread(null, () -> fill(seen, deadline), "reader", STACK);
        reader.setDaemon(true);
        reader.start();
        try {
            return seen.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CannotObserve(what + " does not answer within " + Decimal.seconds(deadline.limit()) + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotObserve("interrupted while reading " + what, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CannotObserve reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void fill(CompletableFuture<O> seen, Deadline deadline) {
        try {
            seen.complete(probe.observe(deadline));
        } catch (Throwable e) { // whatever it is, the waiting side must hear of it
            seen.completeExceptionally(e);
        }
    }
}
