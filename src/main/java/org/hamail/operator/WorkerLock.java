package org.hamail.operator;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.hamail.io.FileLock;
import org.hamail.io.FileProblem;
import org.hamail.io.LockHolder;
import org.hamail.operator.Operator.Result;
import org.hamail.recovery.ConfigurationInForce;
import org.hamail.recovery.Reconciliation;
import org.hamail.recovery.Site;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;

/** Keeps workers away while an operator acts, and has done what was reported meanwhile. */
final class WorkerLock {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Site site;
    private final OperatorRecord records;

    WorkerLock(Site site, OperatorRecord records) {
        this.site = site;
        this.records = records;
    }

    interface Task {
        Result done() throws IOException, JournalUnavailable, JournalBroken;
    }

    /** Never beside a worker. */
    Result alone(Task task) throws IOException, JournalUnavailable, JournalBroken {
        records.proved().close(); // makes the directory of the lock, and shows that what follows can be recorded
        Optional<Held> lock = take(site, PATIENCE);
        return lock.isPresent() ? holding(lock.get(), task) : Result.refused(holder(site));
    }

    /**
     * Takes the operator's lock, then the worker's: a worker that only waits for a gate releases its own to the holder of the first.
     *
     * @param patience for each of both
     */
    static Optional<Held> take(Site site, Duration patience) throws IOException {
        Optional<FileLock> operator = FileLock.take(site.operatorLock(), patience);
        if (operator.isEmpty()) {
            return Optional.empty();
        }
        Optional<FileLock> worker = Optional.empty();
        try {
            worker = FileLock.take(site.workerLock(), patience);
        } finally {
            if (worker.isEmpty()) {
                operator.get().close();
            }
        }
        return worker.map(lock -> new Held(operator.get(), lock));
    }

    /** For an operator who did not get it. */
    static String holder(Site site) throws IOException {
        return (LockHolder.isHeld(site.operatorLock()) ? "another operator's command" : "a worker")
                + " is acting on it now; see 'hamail status'";
    }

    /** Both locks. */
    record Held(FileLock operator, FileLock worker) implements Closeable {
        @Override
        public void close() throws IOException {
            try {
                worker.close();
            } finally {
                operator.close();
            }
        }
    }

    /**
     * Does {@code task} and gives the lock up. A report that came meanwhile found the lock taken and started no worker: so it
     * is looked for, and acted on, also where the task has failed.
     */
    Result holding(Closeable held, Task task) throws IOException, JournalUnavailable, JournalBroken {
        Result result;
        try {
            result = task.done();
        } catch (IOException | JournalUnavailable | JournalBroken | RuntimeException e) {
            held.close();
            actOnWhatCame(e);
            throw e;
        } finally {
            held.close();
        }
        try {
            Reconciliation.Account account = whatCame();
            return account.due() ? longer(result, "then " + String.join("; ", account.lines())) : result;
        } catch (IOException | JournalUnavailable | JournalBroken e) { // which is no failure of what was done
            return longer(
                    result,
                    "what was reported meanwhile could not be judged: "
                            + (e instanceof IOException io ? FileProblem.sentence(io) : e.getMessage())
                            + "; run 'hamail reconcile'");
        }
    }

    private Reconciliation.Account whatCame() throws IOException, JournalUnavailable, JournalBroken {
        return new Reconciliation(site).carryOut(ConfigurationInForce.FOR_EVER);
    }

    private void actOnWhatCame(Exception failure) {
        try {
            whatCame();
        } catch (IOException | JournalUnavailable | JournalBroken | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static Result longer(Result result, String more) {
        return new Result(result.end(), result.sentence() + "; " + more);
    }
}
