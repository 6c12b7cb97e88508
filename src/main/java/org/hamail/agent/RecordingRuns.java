package org.hamail.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.Check.Checks;

/**
 * The checks for those at the socket. Runs that record something are counted: an agent that ends waits for them, because an
 * interrupt in the middle of a record would lose it.
 */
final class RecordingRuns implements Checks {
    private final Checks checks;
    private int open;
    private boolean closed;

    RecordingRuns(Checks checks) {
        this.checks = checks;
    }

    @Override
    public Optional<Check> named(List<String> words) {
        return checks.named(words);
    }

    @Override
    public Optional<CheckRun> runFor(List<String> words) {
        return checks.runFor(words).map(run -> run.mayBeAbandoned() ? run : new CountedRun(run));
    }

    /** Begins none any more, and waits for those that have begun. */
    synchronized void close(Duration limit) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); open > 0 && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private synchronized void begin() {
        if (closed) { // the caller starts a process of its own
            throw new IllegalStateException("the agent ends");
        }
        open++;
    }

    private synchronized void end() {
        open--;
        notifyAll();
    }

    private final class CountedRun implements CheckRun {
        private final CheckRun run;

        CountedRun(CheckRun run) {
            this.run = run;
        }

        @Override
        public Answer answer() {
            begin();
            try {
                return run.answer();
            } finally {
                end();
            }
        }

        @Override
        public boolean mayBeAbandoned() {
            return false;
        }
    }
}
