package org.hamail.recovery.status;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.hamail.model.ServiceState;
import org.hamail.recovery.ReconcileFindings;
import org.hamail.recovery.Reconciler;
import org.hamail.recovery.Site;
import org.hamail.recovery.WorkerPresence;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.ClockTimes;
import org.hamail.recovery.policy.Reading;

/**
 * What the recovery side of a logical host is doing.
 *
 * @param condition the worst thing that can be said
 * @param sentence for people
 * @param warning whether it is less grave than its condition mostly is: held as people want it, or a worker that needs a
 *     moment to start
 * @param found what stands
 */
public record RecoveryStatus(
        Site site,
        Condition condition,
        String sentence,
        boolean warning,
        Reading<ServiceState> service,
        Optional<Entry> lastDecision,
        ReconcileFindings found) {

    /** Looks at journal, switch, lock and, where it is configured, the monitoring core; nothing is changed. */
    public static RecoveryStatus of(Site site) throws IOException, JournalUnavailable, JournalBroken {
        return of(site, new Reconciler(site));
    }

    /** A worker may have ended between the look at the journal and that at its lock: then the journal says how. */
    public static RecoveryStatus of(Site site, Reconciler reconciler)
            throws IOException, JournalUnavailable, JournalBroken {
        RecoveryStatus standing = of(site, reconciler.look());
        boolean missesAWorker =
                standing.condition() == Condition.INDETERMINATE || standing.condition() == Condition.PENDING;
        return missesAWorker ? of(site, reconciler.look()) : standing;
    }

    /** The same, of what a look has found already. */
    public static RecoveryStatus of(Site site, ReconcileFindings found) throws IOException {
        Reading<ServiceState> service = found.situation().service();
        Optional<Entry> lastDecision = lastDecision(found.situation().history());
        StatusFinding finding = StatusFinding.of(site, found);
        return new RecoveryStatus(
                site, finding.condition(), finding.sentence(), finding.warning(), service, lastDecision, found);
    }

    /** The same where nothing can be recorded, and so nothing is acted on, whatever stands; {@code why} says so. */
    public RecoveryStatus blocked(String why) {
        return new RecoveryStatus(site, Condition.BLOCKED, why, false, service, lastDecision, found);
    }

    private static Optional<Entry> lastDecision(FaultHistory history) {
        Optional<Entry> lastDecision = Optional.empty();
        for (Entry entry : history.entries()) {
            if (entry.event() instanceof DecisionRecord) {
                lastDecision = Optional.of(entry);
            }
        }
        return lastDecision;
    }

    /** Whether somebody acts for the logical host, or is about to. */
    public boolean isWorking() throws IOException {
        return WorkerPresence.isThere(site);
    }

    /** Everything as names and values, the engine asked too; empty values where nothing is known. */
    public Map<String, String> fields() {
        return new StatusValues(this).all();
    }

    /** The sentence with each time in it as that of a fault that is held: local, as short as can be told now. */
    public String clockSentence() {
        return ClockTimes.in(sentence, site.moments().now().time(), ZoneId.systemDefault());
    }

    /** Seconds since the oldest fault was reported that stands, 0 without. */
    public long age() {
        return found.held().stream()
                .mapToLong(fault -> fault.age(found.situation()))
                .max()
                .orElse(0);
    }

    /** Automatic actions of this kind within {@code retry_interval}. */
    public long recent(Action action) {
        FaultHistory history = found.situation().history();
        return history.automatic(action, found.situation().now());
    }

    /** {@code on}, {@code paused}, {@code off} or {@code unreadable}. */
    public String serviceWord() {
        return service instanceof Reading.Known<ServiceState> known
                ? known.value().position().word()
                : "unreadable";
    }
}
