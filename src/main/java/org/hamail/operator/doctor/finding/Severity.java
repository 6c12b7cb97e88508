package org.hamail.operator.doctor.finding;

import java.util.Locale;

/** How much is in the way, the worst first. */
public enum Severity {
    /** Recovery or a probe will fail. */
    ERROR,
    /** It will in some case. */
    WARNING,
    /** There is nothing to do now. */
    NOTE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
