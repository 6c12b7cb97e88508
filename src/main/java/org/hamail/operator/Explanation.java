package org.hamail.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hamail.operator.display.Colours;
import org.hamail.operator.display.TextTable;
import org.hamail.operator.display.Times;
import org.hamail.operator.story.Sequel;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.policy.HoldAdvice;
import org.jspecify.annotations.Nullable;

/** A decision with all its gates, for people. */
public final class Explanation {
    private static final List<String> HEADINGS = List.of("STATE", "GATE", "SEEN", "LIMIT", "SOURCE", "OPENS");
    private static final int LONGEST = 300;

    private Explanation() {}

    /**
     * For an operator: the sentence first, then {@code advice}, then which decision it was.
     *
     * @param all also the records that led to it
     */
    static List<String> of(Entry entry, DecisionRecord decision, List<String> advice, boolean all) {
        var lines = new ArrayList<String>();
        lines.add(decision.reason());
        lines.addAll(advice);
        lines.add(head(entry, decision));
        if (all) {
            lines.add("because of " + decision.because());
        }
        return lines;
    }

    /** The gates of {@code decision}, or those that are closed, below headings; empty where there are none. */
    static List<String> gates(DecisionRecord decision, boolean all, Times times, Colours colours) {
        var table = new TextTable(HEADINGS);
        List<Gate> shown =
                decision.gates().stream().filter(gate -> all || gate.isClosed()).toList();
        shown.forEach(gate -> table.row(row(gate, times), Colours.Tone.NONE));
        return shown.isEmpty() ? List.of() : table.lines(colours);
    }

    private static String head(Entry entry, DecisionRecord decision) {
        return "#" + entry.seq() + " at " + entry.at().time() + ": " + decision.decision() + " (" + decision.rule()
                + ")";
    }

    /** What came of a decision to act, whose action is among {@code actions} where it was begun; a line, or none. */
    static List<String> sequel(Sequel sequel, List<ActionTrace> actions) {
        return Stream.concat(
                        sequel.notDone().map(why -> "not done: " + why).stream(),
                        sequel.begun().stream().flatMap(intent -> actions.stream()
                                .filter(trace -> trace.intent().id().equals(intent.id()))
                                .map(Explanation::outcome)))
                .toList();
    }

    /** What came of an action that was begun as {@code trace}. */
    static String outcome(ActionTrace trace) {
        String what = "the " + trace.story();
        if (trace.good()) {
            return what + "; nothing is to be done";
        }
        if (trace.unfinished()) {
            return what + "; hamail status shows whether a worker is acting";
        }
        String why = trace.refusal().map(text -> ": " + text).orElse("");
        return trace.acknowledged() ? what + why + "; acknowledged" : what + why + "; " + HoldAdvice.after(trace);
    }

    /** What opens the gates that held something back, and what can be done; nothing of what was acted on. */
    public static List<String> advice(DecisionRecord decision) {
        if (!decision.decision().equals("hold")) {
            return List.of();
        }
        return decision.gates().stream()
                .filter(Gate::isClosed)
                .map(gate -> "held by " + gate.gate() + part(" until ", gate.opensAt()) + "; "
                        + HoldAdvice.of(gate, decision.gates()))
                .toList();
    }

    private static List<String> row(Gate gate, Times times) {
        String state = gate.open() == null ? "-" : gate.open() ? "open" : "CLOSED";
        return Stream.of(
                        state,
                        gate.gate(),
                        part("", gate.value()),
                        part("", gate.limit()),
                        part("", gate.source()) + age(gate),
                        part("", gate.opensAt()))
                .map(cell -> times.localised(ServerText.detail(cell, LONGEST)))
                .toList();
    }

    private static String age(Gate gate) {
        return gate.age() == null || gate.age() == 0 ? "" : ", " + gate.age() + " s old";
    }

    private static String part(String before, @Nullable String text) {
        return text == null ? "" : before + text;
    }
}
