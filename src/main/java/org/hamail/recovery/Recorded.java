package org.hamail.recovery;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.history.DecisionEffect;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Decision;

/** What the journal says already: nothing is written into it twice. */
final class Recorded {
    private Recorded() {}

    /** Writes {@code decision}, unless it is the same as the last one about the same ground. */
    static void ifNew(Journal journal, Decision decision, FaultHistory history) throws JournalUnavailable {
        if (isNews(decision.made(), history)) {
            journal.append(decision.made());
        }
    }

    /** That nothing is to be done is news where an action was decided last, or when it consumes evidence. */
    static boolean isNews(DecisionRecord made, FaultHistory history) {
        if (made.decision().equals(Decision.Word.NONE.word())) {
            return made.rule().equals(DecisionEffect.HEALED)
                    || made.rule().equals(DecisionEffect.WRONG_NODE)
                    || last(history, each -> true)
                            .filter(last -> Action.of(last.decision()).isPresent())
                            .isPresent();
        }
        return last(history, each -> each.because().equals(made.because()))
                .filter(last -> last.rule().equals(made.rule()))
                .isEmpty();
    }

    private static Optional<DecisionRecord> last(FaultHistory history, Predicate<DecisionRecord> wanted) {
        List<Entry> entries = history.entries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).event() instanceof DecisionRecord made && wanted.test(made)) {
                return Optional.of(made);
            }
        }
        return Optional.empty();
    }
}
