package org.hamail.recovery.policy;

import java.util.function.Function;
import org.hamail.recovery.policy.GateResult.StaleGate;
import org.hamail.recovery.policy.GateResult.Unjudged;
import org.hamail.recovery.policy.GateResult.UnreadableGate;

/**
 * What the answer to a question makes of a gate: judged where it is known and about now; else the gate is closed, or not judged
 * at all.
 */
final class AnswerGate {
    private AnswerGate() {}

    static <T> GateResult of(Plan plan, Question<T> question, Rule rule, Function<Reading.Known<T>, GateResult> judge) {
        Reading<T> reading = plan.situation().answer(question);
        if (!(reading instanceof Reading.Known<T> known)) {
            return unknown(plan, reading, rule);
        }
        return StaleGate.isFresh(known.age()) ? judge.apply(known) : stale(rule, known);
    }

    static StaleGate stale(Rule rule, Reading.Known<?> known) {
        return new StaleGate(rule, known.source(), known.age());
    }

    static GateResult unknown(Plan plan, Reading<?> reading, Rule rule) {
        if (reading instanceof Reading.Unreadable<?> unreadable) {
            return new UnreadableGate(rule, unreadable.reason(), unreadable.source());
        }
        if (reading instanceof Reading.NotConfigured<?>) {
            return Unjudged.NOT_CONFIGURED;
        }
        return plan.action().isPresent() ? Unjudged.NOT_ASKED : Unjudged.NOT_NEEDED;
    }
}
