package org.hamail.recovery.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.policy.GateResult.RefusingGate;
import org.hamail.recovery.policy.GateResult.Unjudged;
import org.jspecify.annotations.Nullable;

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
        @Nullable Duration longest = null;
        for (GateResult result : results.values()) {
            if (result instanceof RefusingGate refusal) {
                if (refusal.opensIn().isEmpty()) {
                    return Optional.empty();
                }
                Duration wait = refusal.opensIn().get();
                longest = longest == null || wait.compareTo(longest) > 0 ? wait : longest;
            }
        }
        return Optional.ofNullable(longest).map(now::plus);
    }

    List<Gate> recorded(Instant now) {
        List<Gate> gates = new ArrayList<>(results.size());
        results.forEach((gate, result) -> gates.add(result.recorded(gate.word(), now)));
        return gates;
    }
}
