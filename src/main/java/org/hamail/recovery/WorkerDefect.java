package org.hamail.recovery;

import java.util.List;
import java.util.Optional;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Policy;

/** A worker that ended by a defect of ours leaves a decision behind that says so: nobody is acting, and people must know. */
public final class WorkerDefect {
    /** The rule of such a decision; no rule of the policy leads to it. */
    private static final String RULE = "worker-defect";

    private final Site site;

    WorkerDefect(Site site) {
        this.site = site;
    }

    /** What the last worker ended by, if it was a defect, and nothing was decided and nobody has acknowledged it since. */
    public static Optional<String> last(List<Entry> entries) {
        Optional<String> defect = Optional.empty();
        for (Entry entry : entries) {
            if (entry.event() instanceof DecisionRecord decision) {
                defect = decision.rule().equals(RULE) ? Optional.of(decision.reason()) : Optional.empty();
            } else if (entry.event() instanceof OperatorCommand act
                    && act.verb().equals("ack")) {
                defect = Optional.empty();
            }
        }
        return defect;
    }

    void record(Throwable defect) {
        String reason =
                "a defect of hamail ended the worker, see " + site.directory().resolve("worker.log") + ": " + defect;
        try (Journal journal = site.openJournalPatiently()) {
            if (last(new HistoryLoader(site).recall().entries()).equals(Optional.of(reason))) {
                return; // each worker that is started ends by it: once is enough
            }
            journal.append(new DecisionRecord(Decision.Word.HOLD.word(), RULE, reason, gates(journal), List.of()));
        } catch (JournalUnavailable | JournalBroken e) {
            defect.addSuppressed(e); // worker.log has both
        }
    }

    private List<Gate> gates(Journal journal) throws JournalUnavailable, JournalBroken {
        try {
            return Policy.decide(new SituationLoader(site).situation(journal)).gates();
        } catch (RuntimeException e) {
            return List.of(); // the defect may be there
        }
    }
}
