package org.hamail.operator;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.hamail.io.FileLock;
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
        Optional<FileLock> lock = FileLock.take(site.workerLock(), PATIENCE);
        if (lock.isEmpty()) {
            return Result.refused("a worker is acting on it now; see 'hamail status'");
        }
        return holding(lock.get(), task);
    }

    /**
     * Does {@code task} and gives the lock up. A report that came meanwhile found the lock taken and started no worker: so it
     * is looked for, and acted on, also where the task has failed.
     */
    Result holding(FileLock held, Task task) throws IOException, JournalUnavailable, JournalBroken {
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
                            + (e instanceof IOException io ? JournalUnavailable.sentence(io) : e.getMessage())
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
