package org.hamail.program;

import org.hamail.agent.Check.Answer;
import org.hamail.agent.CheckRun;
import org.hamail.net.Connection;
import org.jspecify.annotations.Nullable;

/** A run that ends when nobody waits for it any more, because its connection is closed under it. */
final class AbandonableRun implements CheckRun {
    private final CheckRun run;
    private @Nullable Thread worker;

    AbandonableRun(CheckRun run) {
        this.run = run;
    }

    @Override
    public Answer answer() {
        begin(Thread.currentThread());
        try {
            return run.answer();
        } finally {
            begin(null); // the thread may have other work by then
        }
    }

    private synchronized void begin(@Nullable Thread thread) {
        worker = thread;
    }

    @Override
    public boolean mayBeAbandoned() {
        return run.mayBeAbandoned();
    }

    @Override
    public synchronized void abandon() {
        if (worker != null) {
            Connection.closeThoseOf(worker);
        }
    }
}
