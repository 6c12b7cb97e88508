package org.hamail.site;

import java.util.HashMap;
import java.util.Map;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.journal.Journal.RecordListener;
import org.jspecify.annotations.Nullable;

/**
 * One line in the system's log for each decision that is not to do nothing and for each action when it has ended.
 * The journal is what counts.
 */
final class SystemLog implements RecordListener {
    private static final String WELL = "daemon.notice";
    private static final String HELD = "daemon.warning";
    private static final String TROUBLE = "daemon.err";
    private static final int LONGEST = 900;

    private final LogLines lines;
    private final String logicalHost;
    private final Map<String, BegunAction> begun = new HashMap<>();

    /** An action whose end is still to come. */
    private record BegunAction(Intent intent, @Nullable Outcome outcome) {}

    SystemLog(LogLines lines, String logicalHost) {
        this.lines = lines;
        this.logicalHost = logicalHost;
    }

    @Override
    public synchronized void recorded(Entry entry) {
        Event event = entry.event();
        if (event instanceof DecisionRecord made && !made.decision().equals("none")) {
            write(
                    made.decision().equals("hold") ? HELD : WELL,
                    made.decision() + " (" + made.rule() + "): " + made.reason());
        } else if (event instanceof Intent intent && !intent.dryRun()) {
            begun.put(intent.id(), new BegunAction(intent, null));
        } else if (event instanceof Outcome outcome) {
            ended(outcome);
        } else if (event instanceof Verification verification) {
            verified(verification);
        }
    }

    /** A look at the service follows, but for one that was refused: there it may follow. */
    private void ended(Outcome outcome) {
        BegunAction action = begun.get(outcome.id());
        if (action != null) {
            begun.put(outcome.id(), new BegunAction(action.intent(), outcome));
        }
        if (outcome.result() == Outcome.Result.FAILED) {
            write(TROUBLE, words(action) + ": " + words(outcome) + ": " + outcome.detail());
        }
    }

    private void verified(Verification verification) {
        BegunAction action = begun.remove(verification.id());
        Outcome outcome = action == null ? null : action.outcome();
        write(
                verification.ok() ? WELL : TROUBLE,
                words(action) + ": " + (outcome == null ? "" : words(outcome) + ", ")
                        + (verification.ok() ? "verified: " : "NOT verified: ") + verification.detail());
    }

    private static String words(@Nullable BegunAction action) {
        if (action == null) {
            return "an action begun before";
        }
        Intent intent = action.intent();
        return intent.action().word() + " of " + intent.daemon()
                + intent.from()
                        .map(node -> (intent.to().isPresent() ? " from " : " on ") + node)
                        .orElse("")
                + intent.to().map(node -> " to " + node).orElse("");
    }

    private static String words(Outcome outcome) {
        return outcome.result().word() + " after " + outcome.seconds().toPlainString() + " s";
    }

    private void write(String priority, String text) {
        lines.write(priority, logicalHost + ": " + ServerText.detail(text, LONGEST));
    }
}
