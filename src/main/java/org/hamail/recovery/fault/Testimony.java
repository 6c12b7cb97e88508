package org.hamail.recovery.fault;

import java.util.Optional;
import org.hamail.plugin.Cause;

/** What a notification by itself says of its daemon, before anybody asks when and where it was said. */
public enum Testimony {
    /** A fault of a kind that is acted on. */
    EVIDENCE,
    /** The daemon is well. */
    WELL,
    /** The check could not see, was ended by the monitoring core, or its state is not a word that we know. */
    UNKNOWN,
    /** A problem without a cause of the closed list. */
    NO_CAUSE,
    /** A problem that people are told of and that is not acted on. */
    NOT_ACTED_ON;

    /** State words as the monitoring cores print them; WARNING counts because {@code --on} changes only the state. */
    public static Testimony of(Notification notification, FaultRules rules) {
        return switch (notification.state()) {
            case "OK" -> WELL;
            case "CRITICAL", "WARNING" -> ofProblem(notification, rules);
            default -> UNKNOWN;
        };
    }

    private static Testimony ofProblem(Notification notification, FaultRules rules) {
        Optional<Cause> cause = notification.cause().flatMap(Cause::of);
        if (cause.isEmpty()) {
            return NO_CAUSE;
        }
        return switch (cause.get()) {
            case BLIND, USAGE, INTERNAL -> UNKNOWN;
            case ABSENT ->
                rules.actOn().contains(Cause.ABSENT) && notification.observer() == Observer.LOCAL
                        ? EVIDENCE
                        : NOT_ACTED_ON;
            default -> rules.actOn().contains(cause.get()) ? EVIDENCE : NOT_ACTED_ON;
        };
    }
}
