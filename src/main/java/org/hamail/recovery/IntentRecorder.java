package org.hamail.recovery;

import java.io.IOException;
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
    private final Site site;

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

    /** Needs every other answer in {@code situation}; its time is that of the decision. */
    Recording record(Journal journal, Situation situation) throws IOException, JournalUnavailable {
        try (StormLedger ledger = StormLedger.open(site.stateDir())) {
            Situation whole = situation.with(
                    Question.STORM,
                    ledger.read(
                            site.logicalHost(), situation.now(), site.settings().stormInterval()));
            Decision decision = Policy.decide(whole);
            if (!decision.word().acts() || !decision.complete()) {
                return new Recording(decision, whole, Optional.empty());
            }
            Optional<String> trouble = ledger.note(
                    site.logicalHost(), situation.now(), site.settings().stormInterval());
            return trouble.isEmpty()
                    ? written(journal, decision, whole)
                    : withoutLedger(journal, situation, trouble.get());
        } catch (StormLedger.Closed e) {
            return withoutLedger(journal, situation, String.valueOf(e.getMessage()));
        }
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
