package org.hamail.operator;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;

/** One journal record as one line for people. */
public final class HistoryLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HistoryLine() {}

    /** One for each of {@code entries}, which follow each other. Times are UTC, as in the journal. */
    public static List<String> of(List<Entry> entries) {
        var lines = new ArrayList<String>();
        Optional<Entry> before = Optional.empty();
        for (Entry entry : entries) {
            lines.add(TIME.format(entry.at().time()) + "  #" + entry.seq() + "  " + text(entry.event(), before));
            before = Optional.of(entry);
        }
        return lines;
    }

    private static String text(Event event, Optional<Entry> before) {
        if (event instanceof Notification told) {
            return "told      " + report(told);
        } else if (event instanceof CoreReport core) {
            return "core      " + report(core.seen()) + ", of which no notification came";
        } else if (event instanceof OwnProbe probe) {
            return "probed    " + probe.daemon().word() + " " + probe.check().word() + node(probe.node()) + ": "
                    + probe.result().word() + ", " + probe.detail();
        } else if (event instanceof DecisionRecord decision) {
            return "decided   " + decision.decision() + " (" + decision.rule() + "): " + decision.reason();
        } else if (event instanceof Intent intent) {
            return "begins    " + ByHand.word(intent, before) + " of " + intent.daemon() + from(intent)
                    + (intent.dryRun() ? " (dry run)" : "");
        } else if (event instanceof Outcome outcome) {
            return "ended     " + outcome.result().word() + " after "
                    + outcome.seconds().toPlainString() + " s: " + outcome.detail();
        } else if (event instanceof Verification verification) {
            return (verification.ok() ? "verified  " : "NOT verified  ") + verification.detail();
        }
        OperatorCommand act = (OperatorCommand) event;
        return "operator  " + act.verb() + " by " + act.who() + (act.reason().isEmpty() ? "" : ": " + act.reason())
                + act.until().map(until -> " (until " + until + ")").orElse("");
    }

    private static String report(Notification told) {
        return told.daemon().word() + " " + told.check().word() + " ("
                + told.observer().word() + ") " + told.state() + " " + told.stateType() + " " + told.attempt()
                + bracket(told) + downtime(told) + node(told.node());
    }

    private static String bracket(Notification told) {
        return told.cause()
                .map(cause ->
                        " [" + cause + told.phase().map(phase -> "/" + phase).orElse("") + "]")
                .orElse("");
    }

    private static String downtime(Notification told) {
        return told.downtime().equals("0") ? "" : " in downtime " + told.downtime();
    }

    private static String node(Optional<String> node) {
        return node.map(name -> " on " + name).orElse("");
    }

    private static String from(Intent intent) {
        return intent.to()
                .map(to -> " from " + intent.from().orElse("?") + " to " + to)
                .orElseGet(() -> intent.from().map(node -> " on " + node).orElse(""));
    }
}
