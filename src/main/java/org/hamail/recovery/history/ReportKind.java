package org.hamail.recovery.history;

import java.util.Optional;
import org.hamail.model.FaultRules;
import org.hamail.model.Observer;
import org.hamail.plugin.Bracket;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Status;
import org.hamail.recovery.event.Notification;

/** What a notification by itself says of its daemon, before anybody asks when and where it was said. */
public enum ReportKind {
    /** A fault of a kind that is acted on. */
    EVIDENCE,
    /** The daemon is well. */
    WELL,
    /** The check could not see, was ended by the monitoring core, or what the core says of it makes no sense. */
    UNKNOWN,
    /** A problem without a cause of the closed list. */
    NO_CAUSE,
    /** OK by {@code --on} or by whoever changed the exit code, and the check itself saw a fault of a kind that is acted on. */
    OK_IN_STATE_ONLY,
    /** A problem that people are told of and that is not acted on. */
    NOT_ACTED_ON,
    /** Well or not, another check than the one of this daemon says so. */
    OF_ANOTHER_CHECK;

    /** Whether nothing is known of the daemon by it: what was known before is neither confirmed nor ended. */
    boolean saysNothing() {
        return this == UNKNOWN || this == NO_CAUSE || this == OF_ANOTHER_CHECK;
    }

    /** State words as the monitoring cores print them; WARNING counts because {@code --on} changes only the state. */
    public static ReportKind of(Notification notification, FaultRules rules) {
        return switch (notification.state()) {
            case "OK" -> ofOk(notification, rules);
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

    private static ReportKind ofOk(Notification notification, FaultRules rules) {
        if (isOfAnotherCheck(notification)) {
            return OF_ANOTHER_CHECK;
        }
        return notification
                        .cause()
                        .flatMap(word -> Cause.of(word, notification.phase()))
                        .filter(rules.actOn()::contains)
                        .isPresent()
                ? OK_IN_STATE_ONLY
                : WELL;
    }

    private static ReportKind ofProblem(Notification notification, FaultRules rules) {
        Optional<Cause> cause = notification.cause().flatMap(word -> Cause.of(word, notification.phase()));
        return cause.isEmpty() ? NO_CAUSE : ofProblem(notification, cause.get(), rules);
    }

    private static ReportKind ofProblem(Notification notification, Cause cause, FaultRules rules) {
        if (cause.status() == Status.UNKNOWN) {
            return UNKNOWN;
        }
        if (cause.isNeverEvidence(notification.phase()) || !rules.actOn().contains(cause)) {
            return NOT_ACTED_ON;
        }
        if (isOfAnotherCheck(notification)) {
            return OF_ANOTHER_CHECK;
        }
        return cause == Cause.ABSENT && notification.observer() == Observer.REMOTE ? NOT_ACTED_ON : EVIDENCE;
    }

    private static boolean isOfAnotherCheck(Notification notification) {
        return OutputLabel.ofAnotherCheck(notification).isPresent();
    }
}
