package org.hamail.operator.doctor.finding;

import org.hamail.operator.doctor.finding.FindingKind.Severity;

/**
 * Something in the way of recovery, at one place to change.
 *
 * @param severity that of its kind, unless it is not certain what comes of it
 * @param where {@code FILE:LINE}, {@code FILE}, or a logical host or node
 * @param what the fact
 * @param why what comes of it
 * @param change what to do
 */
public record Finding(FindingKind kind, Severity severity, String where, String what, String why, String change) {
    public String id() {
        return kind.id();
    }

    /** One line for people. */
    public String line() {
        return String.join("  ", severity().word(), id(), where, what + ": " + why + "; " + change);
    }
}
