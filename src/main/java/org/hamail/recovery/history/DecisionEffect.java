package org.hamail.recovery.history;

import java.util.Optional;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.OperatorCommand;
import org.jspecify.annotations.Nullable;

/** Which recorded decisions spend the evidence that led to them, so that it never counts later. */
public final class DecisionEffect {
    /** The rule of a decision that found the daemon well again. */
    public static final String HEALED = "healed";

    /** The rule of a decision that found the evidence to be about a node that does not hold the logical host. */
    public static final String WRONG_NODE = "wrong-node";

    private DecisionEffect() {}

    /** Whether later decisions depend on this one: it consumes or suspends evidence, or mends what failed, or saw the switch. */
    public static boolean matters(DecisionRecord decision) {
        return ends(decision) || suspends(decision) || switchSeen(decision) != null;
    }

    /** Healed, or about the wrong node: what led to it never counts later. */
    static boolean ends(DecisionRecord decision) {
        return decision.rule().equals(HEALED) || decision.rule().equals(WRONG_NODE);
    }

    /** The mode did not allow what was due: what led to it counts again only together with a probe. */
    static boolean suspends(DecisionRecord decision) {
        return closed(decision, "mode") != null;
    }

    /** That the service was seen paused or off, by a switch that this part of the journal may not know of; null if it was not. */
    static @Nullable OperatorCommand switchSeen(DecisionRecord decision) {
        Gate gate = closed(decision, "service");
        String value = gate == null || gate.value() == null ? "" : gate.value();
        if (value.startsWith("paused")) {
            return new OperatorCommand("pause", "", value, Optional.empty());
        }
        return value.startsWith("off") ? new OperatorCommand("off", "", value, Optional.empty()) : null;
    }

    private static @Nullable Gate closed(DecisionRecord decision, String name) {
        for (Gate gate : decision.gates()) {
            if (gate.gate().equals(name) && gate.isClosed()) {
                return gate;
            }
        }
        return null;
    }
}
