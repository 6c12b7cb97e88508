package org.hamail.recovery.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamail.model.Role;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Gate;
import org.jspecify.annotations.Nullable;

/**
 * A decision as a reviewer reads it: the sentence, and of the gates those that are not plainly open. A gate is left out that is not
 * needed, or open and says just what it says when imapd is absent and all else is well; {@code whole/restart} and
 * {@code whole/failover} show that. What a worker does with the decision stands below.
 */
final class ShortDecision {
    static final Set<String> FAILOVER_ONLY = Arrays.stream(GateDefinition.values())
            .filter(GateDefinition::isFailoverOnly)
            .map(GateDefinition::word)
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, Gate> PLAIN = plain();

    private ShortDecision() {}

    static String of(Situation situation, Decision decision) {
        List<String> lines = new ArrayList<>();
        List<String> explained = explained(situation, decision);
        int gates = explained.size() - decision.gates().size();
        lines.addAll(explained.subList(0, gates));
        for (int i = 0; i < decision.gates().size(); i++) {
            if (!isPlain(decision.gates().get(i))) {
                lines.add(explained.get(gates + i));
            }
        }
        decision.daemon().ifPresent(daemon -> lines.add("acts on " + daemon));
        decision.target().ifPresent(target -> lines.add("moves to " + target));
        decision.opensAt().ifPresent(time -> lines.add("opens at " + PolicyWords.time(time)));
        if (decision.word().acts()) {
            lines.add(decision.complete() ? "may be done" : "to be asked: " + Story.missing(decision));
        }
        if (decision.othersDue()) {
            lines.add("evidence of others is due as well");
        }
        return String.join("\n", lines) + "\n";
    }

    /** The sentence, and a line for each gate. */
    static List<String> explained(Situation situation, Decision decision) {
        long seq = situation.history().entries().size() + 1L;
        DecisionRecord made = decision.made();
        List<String> lines = new ArrayList<>();
        lines.add("#" + seq + " at " + situation.now().time() + ": " + made.decision() + " (" + made.rule() + ")");
        lines.add(made.reason());
        lines.add("because of " + made.because());
        made.gates().forEach(gate -> lines.add(line(gate)));
        return lines;
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

    private static boolean isPlain(Gate gate) {
        if (gate.open() == null) {
            return "not needed".equals(gate.value());
        }
        return essence(gate).equals(PLAIN.get(gate.gate()));
    }

    /** Without the number of the notification, and without an age where it is none. */
    private static Gate essence(Gate gate) {
        String source = String.valueOf(gate.source()).replaceFirst("^notification \\d+$", "notification");
        @Nullable Long age = gate.age() == null || gate.age() == 0 ? null : gate.age();
        return new Gate(gate.gate(), gate.open(), gate.value(), gate.limit(), source, age, gate.opensAt());
    }

    private static Map<String, Gate> plain() {
        Map<String, Gate> plain = new HashMap<>();
        Story failover = new Story();
        failover.settings = Story.retryCount(0);
        for (Story story : List.of(failover, new Story())) {
            for (Gate gate : story.then(Story.absent(Role.IMAPD)).decide().gates()) {
                if (Boolean.TRUE.equals(gate.open())) {
                    plain.put(gate.gate(), essence(gate));
                }
            }
        }
        return plain;
    }
}
