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
     * is looked for, and acted on.
     */
    Result holding(FileLock held, Task task) throws IOException, JournalUnavailable, JournalBroken {
        Result result;
        try {
            result = task.done();
        } finally {
            held.close();
        }
        Reconciliation.Account account = new Reconciliation(site).carryOut(ConfigurationInForce.FOR_EVER);
        return account.due()
                ? new Result(result.end(), result.sentence() + "; then " + String.join("; ", account.lines()))
                : result;
    }
}
