package org.hamail.operator;

import java.util.ArrayList;
import java.util.List;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.policy.HoldAdvice;
import org.jspecify.annotations.Nullable;

/** A decision with all its gates, for people. */
public final class Explanation {
    private Explanation() {}

    /** {@code entry} with {@code decision} in it, a line for each gate. */
    public static List<String> of(Entry entry, DecisionRecord decision) {
        var lines = new ArrayList<String>();
        lines.add(head(entry, decision));
        lines.add(decision.reason());
        lines.add("because of " + decision.because());
        decision.gates().forEach(gate -> lines.add(line(gate)));
        return lines;
    }

    /**
     * For an operator: the sentence first, then {@code advice}, then which decision it was and the gates that were closed.
     *
     * @param all every gate, and the records that led to it
     */
    static List<String> of(Entry entry, DecisionRecord decision, List<String> advice, boolean all) {
        var lines = new ArrayList<String>();
        lines.add(decision.reason());
        lines.addAll(advice);
        lines.add(head(entry, decision));
        if (all) {
            lines.add("because of " + decision.because());
        }
        decision.gates().stream().filter(gate -> all || gate.isClosed()).forEach(gate -> lines.add(line(gate)));
        return lines;
    }

    private static String head(Entry entry, DecisionRecord decision) {
        return "#" + entry.seq() + " at " + entry.at().time() + ": " + decision.decision() + " (" + decision.rule()
                + ")";
    }

    /** What came of {@code decision}, an action that was begun as {@code trace}. */
    static String outcome(ActionTrace trace) {
        String what = "the " + trace.story();
        if (trace.good()) {
            return what + "; nothing is to be done";
        }
        if (trace.unfinished()) {
            return what + "; hamail status shows whether a worker is acting";
        }
        return what + (trace.acknowledged() ? ", and acknowledged" : "; " + HoldAdvice.LOOK_AND_ACK);
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

    private static String line(Gate gate) {
        String mark = gate.open() == null ? "-     " : gate.open() ? "open  " : "CLOSED";
        String name = gate.gate() + " ".repeat(Math.max(1, 13 - gate.gate().length()));
        String text = mark + "  " + name + part("", gate.value()) + part(" / limit ", gate.limit())
                + part(" / says ", gate.source()) + part(" / opens at ", gate.opensAt());
        return gate.age() == null || gate.age() == 0 ? text : text + " / " + gate.age() + " s ago";
    }

    private static String part(String before, @Nullable String text) {
        return text == null ? "" : before + text;
    }
}
