package org.hamail.recovery.history;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.model.FaultRules;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;

/**
 * A history that grows record by record, for whoever goes through a long past once: each record is judged when it comes and is
 * not kept, so that the work is in proportion to the number of records.
 */
public final class GrowingHistory {
    /** So many may be kept before those that are too old to matter are forgotten. */
    private static final int MANY = 64;

    private final FaultRules rules;
    private final HistoryFold fold;
    private int many = MANY;

    public GrowingHistory(FaultRules rules) {
        this.rules = rules;
        this.fold = new HistoryFold(rules);
    }

    /** The next record; of one boot, and later than all before. */
    public void take(Entry entry) {
        fold.take(entry);
        if (size() > many) {
            forget(entry.at());
            many = MANY + 2 * size();
        }
    }

    private int size() {
        return fold.live.size() + fold.suspended.size() + fold.actions.size();
    }

    /** Evidence counts in the window only; of older actions only those that nobody has ended or acknowledged, and the last failover. */
    private void forget(Moment now) {
        Predicate<Evidence> old = item -> !FaultHistory.within(now, item.at(), rules.window());
        fold.live.removeIf(old);
        fold.suspended.removeIf(old);
        Optional<ActionTrace> failover = history().lastFailover();
        fold.actions
                .values()
                .removeIf(trace -> !trace.unfinished()
                        && (trace.acknowledged() || !trace.hardStop())
                        && !FaultHistory.within(now, trace.begun(), rules.window())
                        && !FaultHistory.within(now, trace.end(), rules.window())
                        && !failover.equals(Optional.of(trace)));
    }

    /** What all records so far mean; it has no records of its own to show. It may be asked until the next record is taken. */
    public FaultHistory history() {
        return FaultHistory.of(fold, rules);
    }

    /** Whether any fault stands. */
    public boolean isAnyStanding() {
        return !fold.standing.isEmpty();
    }

    /** The same for evidence that still counts, or did when it was reported. */
    public boolean hasEvidence() {
        return !fold.live.isEmpty() || !fold.suspended.isEmpty();
    }

    /** The actions so far after which nothing happens until a person acknowledges. */
    public boolean isStopped() {
        for (ActionTrace trace : fold.actions.values()) {
            if (trace.hardStop() && !trace.acknowledged()) {
                return true;
            }
        }
        return false;
    }

    /** Faults that stand, in the order in which they were reported. */
    public List<StandingFault> standing() {
        return List.copyOf(fold.standing.values());
    }
}
