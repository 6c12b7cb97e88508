package org.hamail.operator.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.operator.display.Spans;
import org.hamail.operator.display.Times;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;

/** An incident as a block of lines: what was seen, held, done and proved, and how long it took. */
public final class IncidentText {

    private final Times times;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, RepeatedLine> repeated = new LinkedHashMap<>();

    /** What was reported or decided once more, without anything done in between: one line. */
    private static final class RepeatedLine {
        private final int line;
        private int count = 1;
        private Instant last;

        RepeatedLine(int line, Instant first) {
            this.line = line;
            this.last = first;
        }
    }

    private IncidentText(Times times, Instant now) {
        this.times = times;
        this.now = now;
    }

    /** The lines of {@code incident}; one that is not over has lasted until {@code now}. */
    public static List<String> of(Incident incident, Times times, Instant now) {
        return new IncidentText(times, now).block(incident);
    }

    private List<String> block(Incident incident) {
        if (incident.entries().size() == 1 && incident.first().event() instanceof OperatorCommand act) {
            return List.of(times.seconds(incident.first().at().time()) + "  #"
                    + incident.first().seq() + "  operator  " + HistoryLine.act(act, times));
        }
        lines.add(times.seconds(incident.first().at().time()) + "  " + IncidentTitle.of(incident) + ", "
                + length(incident) + numbers(incident));
        take(incident.entries());
        endRepeats();
        return lines;
    }

    private void take(List<Entry> entries) {
        Optional<Entry> before = Optional.empty();
        for (Entry entry : entries) {
            take(entry, before);
            before = Optional.of(entry);
        }
    }

    private static String numbers(Incident incident) {
        long first = incident.first().seq();
        long last = incident.last().seq();
        return "  (#" + first + (last > first ? " to #" + last : "") + ")";
    }

    private String length(Incident incident) {
        Duration length = incident.end()
                .map(entry -> entry.at().since(incident.first().at()))
                .orElseGet(() -> Duration.between(incident.first().at().time(), now));
        String span = Spans.words(length);
        return incident.end().map(IncidentText::end).orElse("not over after ") + span;
    }

    /** What a person began is over, too, when it has failed. */
    private static String end(Entry last) {
        boolean failed = last.event() instanceof Outcome
                || (last.event() instanceof Verification verification && !verification.ok());
        return failed ? "failed after " : "over after ";
    }

    private void take(Entry entry, Optional<Entry> before) {
        Event event = entry.event();
        String what = HistoryLine.what(event, before, times);
        if (event instanceof Notification seen) {
            once(withoutAttempt(what, seen), entry, what);
        } else if (event instanceof CoreReport core) {
            once(withoutAttempt(what, core.seen()), entry, what);
        } else if (event instanceof DecisionRecord decision) {
            // the handler and its worker come to the same decision, one after the other
            once(decision.decision() + " " + decision.rule(), entry, what);
        } else {
            if (!(event instanceof OwnProbe || event instanceof OperatorCommand)) {
                endRepeats();
            }
            line(entry, what);
        }
    }

    private static String withoutAttempt(String what, Notification seen) {
        return what.replace(" " + HistoryLine.said(seen.stateType()) + " " + HistoryLine.said(seen.attempt()), "");
    }

    private void once(String key, Entry entry, String what) {
        RepeatedLine known = repeated.get(key);
        if (known == null) {
            repeated.put(key, new RepeatedLine(lines.size(), entry.at().time()));
            line(entry, what);
        } else {
            known.count++;
            known.last = entry.at().time();
        }
    }

    private void endRepeats() {
        for (RepeatedLine known : repeated.values()) {
            if (known.count > 1) {
                lines.set(
                        known.line,
                        lines.get(known.line) + " (" + known.count + " times, last " + times.clock(known.last) + ")");
            }
        }
        repeated.clear();
    }

    private void line(Entry entry, String what) {
        lines.add("  " + times.clock(entry.at().time()) + "  " + HistoryLine.padded(entry.event()) + what);
    }
}
