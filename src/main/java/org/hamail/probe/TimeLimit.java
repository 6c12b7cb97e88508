package org.hamail.probe;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.hamail.plugin.Decimal;
import org.hamail.probe.Probe.CannotObserve;
import org.hamail.time.Deadline;
import org.hamail.time.TimeLimited;

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
        TimeLimited<O> seen = TimeLimited.begin(TimeLimit::onDeepStack, () -> probe.observe(deadline));
        try {
            return seen.await(deadline);
        } catch (TimeoutException e) {
            throw new CannotObserve(what + " does not answer within " + Decimal.seconds(deadline.limit()) + " s", e);
        } catch (InterruptedException e) {
            throw new CannotObserve("interrupted while reading " + what, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CannotObserve reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void onDeepStack(Runnable task) {
        Thread reader = new Thread(null, task, "reader", STACK);
        reader.setDaemon(true);
        reader.start();
    }
}
