package org.hamail.recovery;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.fault.DecisionMade;
import org.hamail.recovery.fault.Entry;
import org.hamail.recovery.fault.Evidence;
import org.hamail.recovery.fault.FaultHistory;
import org.hamail.recovery.fault.Intent;
import org.hamail.recovery.fault.Moment;

/** Finds a decision to act that no intent has followed: its worker never started, or died on the way. */
final class Undone {
    private Undone() {}

    /** The first such decision about evidence that still counts; later ones about the same only repeat it. */
    static Optional<Entry> decision(List<Entry> entries, FaultHistory history, Moment now) {
        Entry undone = null;
        Set<Long> because = Set.of();
        for (Entry entry : entries) {
            if (entry.event() instanceof Intent intent && !intent.dryRun()) {
                undone = null;
            } else if (entry.event() instanceof DecisionMade made && acts(made)) {
                boolean repeats = undone != null && shares(because, made);
                undone = repeats ? undone : entry;
                because = Set.copyOf(made.because());
            } else if (entry.event() instanceof DecisionMade made && shares(because, made)) {
                undone = null; // it was decided otherwise since
            }
        }
        Set<Long> reasons = because;
        boolean counts = history.evidence(now).stream().map(Evidence::seq).anyMatch(reasons::contains);
        return counts ? Optional.ofNullable(undone) : Optional.empty();
    }

    private static boolean acts(DecisionMade made) {
        return made.decision().equals("restart") || made.decision().equals("failover");
    }

    private static boolean shares(Set<Long> because, DecisionMade made) {
        return !Collections.disjoint(because, made.because());
    }
}
