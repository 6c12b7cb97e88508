package org.hamail.recovery.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.policy.GateResult.GateEvaluator;
import org.jspecify.annotations.Nullable;

/** All judgements of one plan, in the order of the gates. */
record GateResults(Map<GateName, GateResult> judgements) {
    static GateResults of(Plan plan, Map<GateName, GateEvaluator> keepers) {
        Map<GateName, GateResult> judgements = new EnumMap<>(GateName.class);
        for (Map.Entry<GateName, GateEvaluator> each : keepers.entrySet()) {
            judgements.put(each.getKey(), each.getValue().judge(plan));
        }
        return new GateResults(judgements);
    }

    Optional<GateResult> firstRefusal() {
        for (GateResult judgement : judgements.values()) {
            if (judgement.refuses()) {
                return Optional.of(judgement);
            }
        }
        return Optional.empty();
    }

    List<String> notAsked() {
        List<String> names = new ArrayList<>();
        judgements.forEach((name, judgement) -> {
            if (judgement.verdict() == GateResult.GateVerdict.NOT_ASKED) {
                names.add(name.word());
            }
        });
        return names;
    }

    /** When the last refusing gate opens by waiting; empty when one of them does not. */
    Optional<Instant> opensAt(Moment now) {
        @Nullable Duration longest = null;
        for (GateResult judgement : judgements.values()) {
            if (judgement.refuses()) {
                @Nullable Duration wait = judgement.opensIn();
                if (wait == null) {
                    return Optional.empty();
                }
                longest = longest == null || wait.compareTo(longest) > 0 ? wait : longest;
            }
        }
        return Optional.ofNullable(longest).map(now.time()::plus);
    }

    List<Gate> gates(Moment now) {
        List<Gate> gates = new ArrayList<>(judgements.size());
        judgements.forEach((name, judgement) -> gates.add(gate(name, judgement, now)));
        return gates;
    }

    private static Gate gate(GateName name, GateResult judgement, Moment now) {
        @Nullable Duration wait = judgement.opensIn();
        return new Gate(
                name.word(),
                open(judgement),
                judgement.value(),
                judgement.limit(),
                judgement.source(),
                judgement.age(),
                wait == null ? null : PolicyWords.time(now.time().plus(wait)));
    }

    private static @Nullable Boolean open(GateResult judgement) {
        return switch (judgement.verdict()) {
            case OPEN -> true;
            case CLOSED -> false;
            case NOT_ASKED, NOT_NEEDED -> null;
        };
    }
}
