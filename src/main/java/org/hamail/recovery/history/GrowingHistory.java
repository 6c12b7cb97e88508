package org.hamail.recovery.history;

import java.util.List;
import org.hamail.model.FaultRules;
import org.hamail.recovery.event.Entry;

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
            fold.evidence.forgetOld(entry.at());
            fold.actions.forgetOld(entry.at());
            many = MANY + 2 * size();
        }
    }

    private int size() {
        return fold.evidence.size() + fold.actions.size();
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
        return fold.evidence.size() > 0;
    }

    /** The actions so far after which nothing happens until a person acknowledges. */
    public boolean isStopped() {
        return fold.actions.isStopped();
    }

    /** Faults that stand, in the order in which they were reported. */
    public List<StandingFault> standing() {
        return fold.standing.all();
    }
}
