package org.hamail.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.ValueKind;
import org.hamail.config.yaml.YamlNode;
import org.hamail.plugin.Cause;

/** Causes that may be acted on. */
final class CauseList extends ValueKind<Set<Cause>> {
    CauseList() {
        super("list of causes");
    }

    @Override
    public String written(Set<Cause> causes) {
        return words(List.copyOf(causes)).toString();
    }

    @Override
    public Optional<Set<Cause>> read(Value value) {
        List<Value> items = value.itemsOrEmpty();
        boolean listed = value.node() instanceof YamlNode.Listing;
        if (listed && items.isEmpty()) {
            value.warn("nothing is acted on; use mode: log-only to say so");
        }
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        items.forEach(
                item -> item.text().flatMap(word -> cause(item, word)).ifPresent(cause -> add(cause, item, causes)));
        return listed ? Optional.of(causes) : Optional.empty();
    }

    private static void add(Cause cause, Value item, Set<Cause> causes) {
        if (!causes.add(cause)) {
            item.problem("duplicate cause '" + cause.word() + "'");
        }
    }

    private static Optional<Cause> cause(Value item, String word) {
        Optional<Cause> cause = Cause.of(word).filter(known -> !known.isOfRecovery());
        if (cause.isEmpty()) {
            item.problem("'" + Problems.shown(word) + "' is not a cause; known are " + String.join(", ", known()));
        } else if (cause.get().isNeverEvidence(Optional.empty())) {
            item.problem("'" + word + "' can never be acted on");
        }
        return cause;
    }

    private static List<String> known() {
        var known = new ArrayList<Cause>();
        for (Cause cause : Cause.values()) {
            if (!cause.isOfRecovery() && !cause.isNeverEvidence(Optional.empty())) {
                known.add(cause);
            }
        }
        return words(known);
    }

    private static List<String> words(List<Cause> causes) {
        return causes.stream().map(Cause::word).toList();
    }
}
