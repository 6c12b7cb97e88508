package org.hamail.recovery.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.policy.GateResult.RefusingGate;
import org.hamail.recovery.policy.GateResult.Unjudged;

/** What every gate says to one plan, in the order of the gates. */
record GateResults(Map<GateDefinition, GateResult> results) {
    static GateResults of(Plan plan, BiFunction<GateDefinition, Plan, GateResult> judge) {
        Map<GateDefinition, GateResult> results = new EnumMap<>(GateDefinition.class);
        for (GateDefinition gate : GateDefinition.values()) {
            results.put(gate, judge.apply(gate, plan));
        }
        return new GateResults(results);
    }

    Optional<RefusingGate> firstRefusal() {
        for (GateResult result : results.values()) {
            if (result instanceof RefusingGate refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    List<GateDefinition> notAsked() {
        List<GateDefinition> gates = new ArrayList<>();
        results.forEach((gate, result) -> {
            if (result == Unjudged.NOT_ASKED) {
                gates.add(gate);
            }
        });
        return gates;
    }

    /** When the last refusing gate opens by waiting; empty when one of them does not. */
    Optional<Instant> opensAt(Instant now) {
        List<Optional<Duration>> waits = results.values().stream()
                .filter(RefusingGate.class::isInstance)
                .map(result -> ((RefusingGate) result).opensIn())
                .toList();
        return waits.stream().allMatch(Optional::isPresent)
                ? waits.stream()
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder())
                        .map(now::plus)
                : Optional.empty();
    }

    List<Gate> recorded(Instant now) {
        List<Gate> gates = new ArrayList<>(results.size());
        results.forEach((gate, result) -> gates.add(result.recorded(gate.word(), now)));
        return gates;
    }
}
