package org.hamail.recovery.event;

import java.util.Optional;

/**
 * What an operator did.
 *
 * @param verb of the operator's command, e.g. {@code pause}
 * @param until ISO 8601, UTC, of a limited state
 */
public record OperatorCommand(String verb, String who, String reason, Optional<String> until) implements Event {
    /** Whether it may open a gate: what held a fault before may hold it no more. */
    public boolean opensGates() {
        return switch (verb) {
            case "resume", "on", "ack", "reconcile" -> true;
            default -> false;
        };
    }

    /** Whether it asks for an action, whose intent is then the record right behind this one. */
    public boolean asksForAction() {
        return switch (verb) {
            case "restart", "switch" -> true;
            default -> false;
        };
    }
}
