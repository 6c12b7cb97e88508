package org.hamail.recovery;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Question;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;

/**
 * Decides for the last time before an action and writes decision and intent, with the journal and the storm ledger held: no
 * report and no other logical host can come between them.
 */
final class IntentRecorder {
    /** Event handlers wait for the journal that is held meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int MOST_TRIES = 10;

    private final Site site;
    private int tries;

    IntentRecorder(Site site) {
        this.site = site;
    }

    /**
     * What came of it.
     *
     * @param situation what was decided about, the storm ledger included
     * @param intent empty when nothing may be done; then nothing has been written
     */
    record Recording(Decision decision, Situation situation, Optional<Intent> intent) {}

    /**
     * Needs every other answer in {@code situation}; its time is that of the decision. Empty when others keep the ledger just
     * now: the journal is to be given up, and all to be looked at again.
     */
    Optional<Recording> record(Journal journal, Situation situation) throws JournalUnavailable {
        try (StormLedger ledger = StormLedger.open(site.stateDir(), PATIENCE).orElse(null)) {
            if (ledger != null) {
                tries = 0;
                return Optional.of(recorded(journal, situation, ledger));
            }
            return ++tries < MOST_TRIES
                    ? Optional.empty()
                    : Optional.of(withoutLedger(journal, situation, StormLedger.LOCKED));
        } catch (StormLedger.LedgerClosed e) {
            return Optional.of(withoutLedger(journal, situation, String.valueOf(e.getMessage())));
        }
    }

    /** Whether others keep the ledger, so that there is nothing to do but to look again. */
    boolean waits() {
        return tries > 0;
    }

    private Recording recorded(Journal journal, Situation situation, StormLedger ledger) throws JournalUnavailable {
        Situation whole = situation.with(
                Question.STORM,
                ledger.read(site.logicalHost(), situation.now(), site.settings().stormInterval()));
        Decision decision = Policy.decide(whole);
        if (!decision.word().acts() || !decision.complete()) {
            return new Recording(decision, whole, Optional.empty());
        }
        Optional<String> trouble =
                ledger.note(site.logicalHost(), situation.now(), site.settings().stormInterval());
        return trouble.isEmpty() ? written(journal, decision, whole) : withoutLedger(journal, situation, trouble.get());
    }

    /** A failover needs the ledger and is refused; for a restart nothing is asked of it. */
    private static Recording withoutLedger(Journal journal, Situation situation, String trouble)
            throws JournalUnavailable {
        Situation whole = situation.with(Question.STORM, new Reading.Unreadable<>(trouble, "storm ledger"));
        Decision decision = Policy.decide(whole);
        return decision.word() == Decision.Word.RESTART && decision.complete()
                ? written(journal, decision, whole)
                : new Recording(decision, whole, Optional.empty());
    }

    private static Recording written(Journal journal, Decision decision, Situation situation)
            throws JournalUnavailable {
        journal.append(decision.made());
        Intent intent = intent(decision, situation);
        journal.append(intent);
        return new Recording(decision, situation, Optional.of(intent));
    }

    private static Intent intent(Decision decision, Situation situation) {
        Action action = decision.word() == Decision.Word.RESTART ? Action.RESTART : Action.FAILOVER;
        return new Intent(
                UUID.randomUUID().toString(),
                action,
                decision.daemon().orElse("all"),
                situation.active(),
                action == Action.FAILOVER ? decision.target() : Optional.empty(),
                false);
    }
}
