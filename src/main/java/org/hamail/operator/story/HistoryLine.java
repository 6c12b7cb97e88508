package org.hamail.operator.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.operator.display.Times;
import org.hamail.recovery.event.ByHand;
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
    /** Characters of the longest label. */
    private static final int LABEL = 10;

    private HistoryLine() {}

    /** One for each of {@code entries}, which follow each other. */
    public static List<String> of(List<Entry> entries, Times times) {
        return of(entries, Optional.empty(), times);
    }

    /** The same; {@code earlier} is the record before them. */
    public static List<String> of(List<Entry> entries, Optional<Entry> earlier, Times times) {
        var lines = new ArrayList<String>();
        Optional<Entry> before = earlier;
        for (Entry entry : entries) {
            lines.add(
                    times.millis(entry.at().time()) + "  " + number(entry) + "  " + text(entry.event(), before, times));
            before = Optional.of(entry);
        }
        return lines;
    }

    private static String number(Entry entry) {
        String number = "#" + entry.seq();
        return number + " ".repeat(Math.max(0, 4 - number.length()));
    }

    private static String text(Event event, Optional<Entry> before, Times times) {
        return padded(event) + what(event, before, times);
    }

    /** The label of {@code event}, and the blanks up to what is said of it. */
    static String padded(Event event) {
        String label = label(event);
        return label + " ".repeat(LABEL - label.length()) + "  ";
    }

    /** What kind of record it is, in the words of an incident. */
    private static String label(Event event) {
        if (event instanceof Notification) {
            return "seen";
        } else if (event instanceof CoreReport) {
            return "core";
        } else if (event instanceof OwnProbe) {
            return "probed";
        } else if (event instanceof DecisionRecord decision) {
            return decision.decision().equals("hold") ? "held" : "decided";
        } else if (event instanceof Intent) {
            return "started";
        } else if (event instanceof Outcome outcome) {
            return switch (outcome.result()) {
                case DONE -> "done";
                case FAILED -> "NOT done";
                case INDETERMINATE -> "unclear";
            };
        } else if (event instanceof Verification verification) {
            return verification.ok() ? "proved" : "NOT proved";
        }
        return "operator";
    }

    static String what(Event event, Optional<Entry> before, Times times) {
        if (event instanceof Notification said) {
            return report(said);
        } else if (event instanceof CoreReport core) {
            return report(core.seen()) + ", of which no notification came";
        } else if (event instanceof OwnProbe probe) {
            return probe(probe);
        } else if (event instanceof DecisionRecord decision) {
            String rule = label(decision).equals("held")
                    ? decision.rule()
                    : decision.decision().replace("none", "nothing") + " (" + decision.rule() + ")";
            return rule + ": " + times.localised(decision.reason());
        } else if (event instanceof Intent intent) {
            return intent(intent, before);
        } else if (event instanceof Outcome outcome) {
            return outcome(outcome);
        } else if (event instanceof Verification verification) {
            return verification.detail();
        }
        return act((OperatorCommand) event, times);
    }

    static String probe(OwnProbe probe) {
        return probe.daemon().word() + " " + probe.check().word() + node(probe.node()) + ": "
                + probe.result().word() + ", " + probe.detail();
    }

    static String intent(Intent intent, Optional<Entry> before) {
        return ByHand.word(intent, before) + " of " + intent.daemon() + from(intent)
                + (intent.dryRun() ? " (dry run)" : "");
    }

    static String outcome(Outcome outcome) {
        return outcome.result().word() + " after " + outcome.seconds().toPlainString() + " s: " + outcome.detail();
    }

    static String act(OperatorCommand act, Times times) {
        return act.verb() + " by " + act.who() + (act.reason().isEmpty() ? "" : ": " + act.reason())
                + act.until()
                        .map(until -> " (until " + times.localised(until) + ")")
                        .orElse("");
    }

    static String report(Notification told) {
        return told.daemon().word() + " " + told.check().word() + " ("
                + told.observer().word() + ") " + said(told.state()) + " " + said(told.stateType()) + " "
                + said(told.attempt())
                + bracket(told) + downtime(told) + node(told.node());
    }

    private static String bracket(Notification told) {
        return told.cause()
                .map(cause ->
                        " [" + cause + told.phase().map(phase -> "/" + phase).orElse("") + "]")
                .orElse("");
    }

    private static String downtime(Notification told) {
        return told.downtime().equals("0") ? "" : " in downtime " + said(told.downtime());
    }

    private static String node(Optional<String> node) {
        return node.map(name -> " on " + said(name)).orElse("");
    }

    /** What a macro gave: a dash where it was empty. */
    public static String said(String macro) {
        return macro.isBlank() ? "-" : macro;
    }

    private static String from(Intent intent) {
        return intent.to()
                .map(to -> " from " + intent.from().orElse("?") + " to " + to)
                .orElseGet(() -> intent.from().map(node -> " on " + node).orElse(""));
    }
}
