package org.hamail.recovery.status;

import java.util.Locale;

/** What can be said of the recovery side, from harmless to grave. */
public enum Condition {
    IDLE,
    OFF,
    PAUSED,
    ACTING,
    OVERDUE,
    UNHEARD,
    HELD,
    PENDING,
    BLOCKED,
    INDETERMINATE,
    FAILED;

    /** As `hamail status` shows it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
