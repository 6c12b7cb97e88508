package org.hamail.process;

/** Whether a process is one of those that are looked for; {@link #UNCLEAR} when the observer may not see what decides it. */
enum Match {
    YES,
    UNCLEAR,
    NO;

    static Match of(boolean certain) {
        return certain ? YES : NO;
    }

    /** Both conditions together. */
    Match and(Match other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
