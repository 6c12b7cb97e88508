package org.hamail.recovery.history;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.jspecify.annotations.Nullable;

/** The first decision to act behind which no worker has written an intent or decided otherwise. */
final class UndoneDecision {
    private @Nullable Entry undone;

    /** What the last such decision was made because of; later ones about the same only repeat it. */
    private Set<Long> because = Set.of();

    UndoneDecision() {}

    UndoneDecision(UndoneDecision other) {
        undone = other.undone;
        because = other.because;
    }

    void take(Entry entry, DecisionRecord decision) {
        boolean same = !Collections.disjoint(because, decision.because());
        if (Action.of(decision.decision()).isPresent()) {
            undone = undone != null && same ? undone : entry;
            because = Set.copyOf(decision.because());
        } else if (same) {
            undone = null; // it was decided otherwise since
        }
    }

    void take(Intent intent) {
        undone = intent.dryRun() ? undone : null;
    }

    /** It, when it was made because of anything of {@code counting}. */
    Optional<Entry> about(List<Evidence> counting) {
        return Optional.ofNullable(undone)
                .filter(entry -> counting.stream().map(Evidence::seq).anyMatch(because::contains));
    }
}
