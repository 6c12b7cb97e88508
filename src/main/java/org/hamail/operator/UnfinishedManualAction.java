package org.hamail.operator;

import java.util.List;
import java.util.Optional;
import org.hamail.recovery.HistoryLoader;
import org.hamail.recovery.Site;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;

/**
 * The last action of a logical host, where a person wanted it, its command did not live to say how it ended, and somebody else
 * has found that out: a worker or another verb. The person does not know yet.
 */
final class UnfinishedManualAction {
    private UnfinishedManualAction() {}

    /** Empty where the last action is none of these, or a verb since has spoken of it. */
    static Optional<ActionTrace> of(Site site) throws JournalUnavailable, JournalBroken {
        List<ActionTrace> actions = new HistoryLoader(site).history().actions();
        if (actions.isEmpty()) {
            return Optional.empty();
        }
        ActionTrace last = actions.get(actions.size() - 1);
        return last.manual() && !last.unfinished() && isFoundByAnother(last, site)
                ? Optional.of(last)
                : Optional.empty();
    }

    private static boolean isFoundByAnother(ActionTrace last, Site site) throws JournalUnavailable, JournalBroken {
        List<Entry> since = new JournalReader(site.directory()).recent(entry -> entry.event() instanceof Intent);
        return since.stream().anyMatch(entry -> isFoundLater(entry.event(), last))
                && since.stream().noneMatch(entry -> speaksOfIt(entry.event()));
    }

    private static boolean isFoundLater(Event event, ActionTrace action) {
        String id = action.intent().id();
        return (event instanceof Outcome outcome
                        && outcome.id().equals(id)
                        && outcome.detail().startsWith(Outcome.FOUND_LATER))
                || (event instanceof Verification verification
                        && verification.id().equals(id)
                        && verification.isFoundLater());
    }

    private static boolean speaksOfIt(Event event) {
        return event instanceof OperatorCommand act
                && (act.verb().equals("switch") || act.verb().equals("ack"));
    }
}
