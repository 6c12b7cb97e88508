package org.hamail.recovery.status;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.io.LockHolder;
import org.hamail.recovery.ReconcileFindings;
import org.hamail.recovery.Site;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;

/**
 * How long a worker that is there may record nothing: a process that was stopped, or hangs, keeps its lock, and everybody else
 * leaves the fault to it.
 */
final class WorkerPatience {
    /** For its start, and for whatever takes no time of its own. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Site site;
    private final ReconcileFindings found;

    WorkerPatience(Site site, ReconcileFindings found) {
        this.site = site;
        this.found = found;
    }

    /** Whether it has had more time than its questions, or the action and its proof, may take by their limits. */
    boolean isOver() {
        boolean acting = !found.situation().history().unfinished().isEmpty();
        Duration engine = site.engineTimeout();
        Duration limit = acting
                // the action, the wait for one whose outcome is unknown, and the verification
                ? engine.multipliedBy(2).plus(site.verifyTimeout())
                : engine.plus(site.confirmTimeout());
        return newest().filter(at -> found.situation().now().since(at).compareTo(limit.plus(MARGIN)) > 0)
                        .isPresent()
                && (acting || isOpenForLongerThan(limit.plus(MARGIN)));
    }

    private boolean isOpenForLongerThan(Duration limit) {
        return found.waiting()
                .map(fault ->
                        OpenFor.of(found.situation(), fault.fault()).isLongerThan(limit, new WorkerMissingSince(site)))
                .orElse(true);
    }

    private Optional<Moment> newest() {
        List<Entry> entries = found.situation().history().entries();
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.get(entries.size() - 1).at());
    }

    /** For an operator, behind what it should do. */
    String sentence() throws IOException {
        String process = LockHolder.holder(site.workerLock())
                .map(pid -> "process " + pid)
                .orElse("a process");
        return ": " + process + " holds worker.lock and has recorded nothing since "
                + newest().map(at -> at.time().toString()).orElse("the beginning")
                + "; end it, then hamail reconcile starts another worker";
    }
}
