package org.hamail.recovery.fault;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which recorded decisions spend the evidence that led to them, so that it never counts later. */
public final class SpendingDecision {
    /** The rule of a decision that found the daemon well again. */
    public static final String HEALED = "healed";

    /** The rule of a decision that found the evidence to be about a node that does not hold the logical host. */
    public static final String WRONG_NODE = "wrong-node";

    private SpendingDecision() {}

    /** Whether later decisions depend on this one: it consumes or suspends evidence, or mends what failed, or saw the switch. */
    public static boolean matters(DecisionMade decision) {
        return ends(decision) || suspends(decision) || switchSeen(decision) != null;
    }

    /** Healed, or about the wrong node: what led to it never counts later. */
    static boolean ends(DecisionMade decision) {
        return decision.rule().equals(HEALED) || decision.rule().equals(WRONG_NODE);
    }

    /** The mode did not allow what was due: what led to it counts again only together with a probe. */
    static boolean suspends(DecisionMade decision) {
        return closed(decision, "mode") != null;
    }

    /** That the service was seen paused or off, by a switch that this part of the journal may not know of; null if it was not. */
    static @Nullable OperatorAct switchSeen(DecisionMade decision) {
        Gate gate = closed(decision, "service");
        String value = gate == null || gate.value() == null ? "" : gate.value();
        if (value.startsWith("paused")) {
            return new OperatorAct("pause", "", value, Optional.empty());
        }
        return value.startsWith("off") ? new OperatorAct("off", "", value, Optional.empty()) : null;
    }

    private static @Nullable Gate closed(DecisionMade decision, String name) {
        for (Gate gate : decision.gates()) {
            if (gate.gate().equals(name) && Boolean.FALSE.equals(gate.open())) {
                return gate;
            }
        }
        return null;
    }
}
