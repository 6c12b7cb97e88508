package org.hamail.recovery.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The rules as people read them; what it prints is kept under version control, so that a change of policy can be reviewed. */
public final class RuleTable {
    private RuleTable() {}

    /** A line with its word and id for each rule, its condition and its sentence indented below; the first that applies decides. */
    public static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("The gates are judged in this order; the first one that refuses decides by the rule it names:");
        lines.add("  " + String.join(" ", gates(gate -> true)));
        lines.add(
                "A gate that cannot be read refuses. An exhausted budget does not hold an action: it leaves only the failover.");
        lines.add(listed(gates(GateDefinition::isFailoverOnly)) + " are asked for a failover only.");
        for (Decision.Word word : Decision.Word.values()) {
            addRules(word, lines);
        }
        return lines;
    }

    private static void addRules(Decision.Word word, List<String> lines) {
        lines.add("");
        lines.add(word.word().toUpperCase(Locale.ROOT));
        for (Rule rule : Rule.values()) {
            if (rule.word() == word) {
                lines.add("  " + rule.id());
                lines.add("    when  " + rule.condition());
                lines.add("    says  " + rule.sentence());
            }
        }
    }

    private static List<String> gates(Predicate<GateDefinition> which) {
        return Arrays.stream(GateDefinition.values())
                .filter(which)
                .map(GateDefinition::word)
                .toList();
    }

    private static String listed(List<String> words) {
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
