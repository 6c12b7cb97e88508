package org.hamail.recovery.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Gate;
import org.jspecify.annotations.Nullable;

/**
 * The gates, a row each, in the order in which they are judged and every decision lists them: how a gate is judged, what must be
 * asked outside for it, and what opens it or can be done meanwhile. A new gate is a row here and the method that judges it.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions and questions have no state
public enum GateDefinition {
    EVIDENCE(HistoryGates::evidence, gate -> "more reports are needed; " + HoldAdvice.RESTART),
    SERVICE(SwitchGates::service, HoldAdvice::service, Mark.EXPECTED),
    DOWNTIME(ReportedGates::downtime, HoldAdvice::downtime, Mark.EXPECTED),
    HOST(ReportedGates::host, HoldAdvice::host),
    DAEMON(
            HistoryGates::daemon,
            gate -> "this check is notify only for this role; where it should not be, correct the custom variables of"
                    + " the service; " + HoldAdvice.RESTART),
    PROGRESS(HistoryGates::progress, gate -> "it is judged again when the action has ended"),
    SETTLE(HistoryGates::settle, HoldAdvice::settle, Mark.EXPECTED),
    MODE(SwitchGates::mode, HoldAdvice::mode, Mark.EXPECTED),
    ACKNOWLEDGED(SwitchGates::acknowledged, gate -> "hamail ack ends the hard stop"),
    ENGINE(Question.ENGINE, OutsideGates::engine, gate -> "hamail status shows what the engine says"),
    BUDGET(HistoryGates::budget, gate -> "a failover is due instead of a restart"),
    CONFIRM(Question.CONFIRM, OutsideGates::confirm, HoldAdvice::confirm),
    PINGPONG(HistoryGates::pingpong, HoldAdvice::pingpong, Mark.FAILOVER_ONLY),
    STORM(Question.STORM, OutsideGates::storm, gate -> "hamail restart or switch acts now", Mark.FAILOVER_ONLY),
    DIRECTORY(
            Question.DIRECTORY,
            OutsideGates::directory,
            gate -> "repair the user/group directory; hamail switch moves the service all the same",
            Mark.FAILOVER_ONLY),
    SANITY(
            Question.SANITY,
            OutsideGates::sanity,
            gate -> "check the network of the monitoring host",
            Mark.FAILOVER_ONLY),
    TARGET(
            Question.ENGINE,
            OutsideGates::target,
            gate -> "hamail status shows what the engine says; " + HoldAdvice.RESTART,
            Mark.FAILOVER_ONLY);

    /** What makes a gate different from most. */
    private enum Mark {
        /** A restart does not need it. */
        FAILOVER_ONLY,

        /** People close it, or it opens within minutes. */
        EXPECTED
    }

    private final String word = name().toLowerCase(Locale.ROOT);
    private final @Nullable Question<?> question;
    private final Function<Plan, GateResult> evaluator;
    private final Function<Gate, String> advice;
    private final Set<Mark> marks;

    GateDefinition(Function<Plan, GateResult> evaluator, Function<Gate, String> advice, Mark... marks) {
        this(null, evaluator, advice, marks);
    }

    GateDefinition(
            @Nullable Question<?> question,
            Function<Plan, GateResult> evaluator,
            Function<Gate, String> advice,
            Mark... marks) {
        this.question = question;
        this.evaluator = evaluator;
        this.advice = advice;
        this.marks = Set.of(marks);
    }

    /** That of {@code gate}; empty when no gate has this name any more. */
    static Optional<GateDefinition> of(Gate gate) {
        return Arrays.stream(values()).filter(each -> each.is(gate)).findFirst();
    }

    /** Its name, as printed and in the journal. */
    public String word() {
        return word;
    }

    /** Whether {@code gate} is this one, as a decision saw it. */
    public boolean is(Gate gate) {
        return gate.gate().equals(word);
    }

    /** What a worker asks when nobody knows yet whether it is open. */
    public Question<?> question() {
        if (question == null) {
            throw new IllegalStateException("nobody can be asked about the gate " + word);
        }
        return question;
    }

    boolean isAskedOutside() {
        return question != null;
    }

    boolean isFailoverOnly() {
        return marks.contains(Mark.FAILOVER_ONLY);
    }

    boolean isExpected() {
        return marks.contains(Mark.EXPECTED);
    }

    GateResult judge(Plan plan) {
        if (isFailoverOnly() && !plan.due(Action.FAILOVER)) {
            return isConfigured(plan) ? GateResult.Unjudged.NOT_NEEDED : GateResult.Unjudged.NOT_CONFIGURED;
        }
        return evaluator.apply(plan);
    }

    private boolean isConfigured(Plan plan) {
        return question == null || !(plan.situation().answer(question) instanceof Reading.NotConfigured<?>);
    }

    /** What opens it, seen closed as {@code gate}, and what an operator can do about it now. */
    String advice(Gate gate) {
        return advice.apply(gate);
    }
}
