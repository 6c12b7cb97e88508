package org.hamail.recovery.history;

import java.util.Optional;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Notification;

/**
 * A notification as the fold judged it.
 *
 * @param duplicate whether it had been delivered before
 * @param evidence in it, spent or not; empty when it is none, or a duplicate
 * @param decided whether a decision names it already
 */
public record Report(
        Entry entry,
        Notification notification,
        ReportKind kind,
        boolean duplicate,
        Optional<Evidence> evidence,
        boolean decided) {
    /** A problem, but none of a kind that is acted on. */
    public boolean isOtherProblem() {
        return kind != ReportKind.EVIDENCE
                && kind != ReportKind.WELL
                && !notification.state().equals("OK");
    }

    Report asDecided() {
        return new Report(entry, notification, kind, duplicate, evidence, true);
    }
}
