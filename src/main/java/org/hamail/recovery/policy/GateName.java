package org.hamail.recovery.policy;

import java.util.Locale;

/** The gates, in the order in which every decision lists them. */
public enum GateName {
    EVIDENCE,
    SERVICE,
    DOWNTIME,
    HOST,
    DAEMON,
    PROGRESS,
    SETTLE,
    MODE,
    ACKNOWLEDGED,
    ENGINE,
    BUDGET,
    CONFIRM,
    PINGPONG,
    STORM,
    DIRECTORY,
    SANITY,
    TARGET;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }
}
