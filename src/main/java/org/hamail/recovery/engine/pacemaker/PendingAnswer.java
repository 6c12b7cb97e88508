package org.hamail.recovery.engine.pacemaker;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.hamail.recovery.engine.EngineUnavailable;

/** A question to the cluster whose answer comes while something else is asked. */
final class PendingAnswer<T> {
    private final FutureTask<T> task;

    /** What is asked. */
    interface Query<T> {
        T answer() throws EngineUnavailable;
    }

    private PendingAnswer(FutureTask<T> task) {
        this.task = task;
    }

    /** Asks in a thread of its own, which keeps nobody from ending. */
    static <T> PendingAnswer<T> now(Query<T> question) {
        var task = new FutureTask<>(question::answer);
        var thread = new Thread(task, "question to the cluster");
        thread.setDaemon(true);
        thread.start();
        return new PendingAnswer<>(task);
    }

    /** Waits for the answer. */
    T answer() throws EngineUnavailable {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailable("interrupted while waiting for the cluster");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EngineUnavailable silent) {
                throw silent;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
