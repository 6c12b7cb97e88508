package org.hamail.recovery.fault;

import java.util.Optional;
import org.hamail.plugin.Bracket;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Status;

/** What a notification by itself says of its daemon, before anybody asks when and where it was said. */
public enum Testimony {
    /** A fault of a kind that is acted on. */
    EVIDENCE,
    /** The daemon is well. */
    WELL,
    /** The check could not see, was ended by the monitoring core, or what the core says of it makes no sense. */
    UNKNOWN,
    /** A problem without a cause of the closed list. */
    NO_CAUSE,
    /** A problem that people are told of and that is not acted on. */
    NOT_ACTED_ON;

    /** State words as the monitoring cores print them; WARNING counts because {@code --on} changes only the state. */
    public static Testimony of(Notification notification, FaultRules rules) {
        return switch (notification.state()) {
            case "OK" -> WELL;
            case "CRITICAL", "WARNING" -> isPlain(notification) ? ofProblem(notification, rules) : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    /** State type and attempt are no evidence; but a core that does not know them has not told us of an event either. */
    private static boolean isPlain(Notification notification) {
        return (notification.stateType().equals("SOFT")
                        || notification.stateType().equals("HARD"))
                && notification.attempt().matches("[0-9]{1,9}")
                && !contradicts(notification.output());
    }

    /** Whether the check itself saw no problem, or could not see, and only its exit code was changed on the way. */
    private static boolean contradicts(String output) {
        return Bracket.in(output)
                .map(Bracket::status)
                .filter(status -> status == Status.OK || status == Status.UNKNOWN)
                .isPresent();
    }

    private static Testimony ofProblem(Notification notification, FaultRules rules) {
        Optional<Cause> cause = notification.cause().flatMap(word -> Cause.of(word, notification.phase()));
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
