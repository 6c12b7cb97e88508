package org.hamail.process;

/** Whether a process is one of those that are looked for; {@link #UNCLEAR} when the observer may not see what decides it. */
enum PatternMatch {
    YES,
    UNCLEAR,
    NO;

    static PatternMatch of(boolean certain) {
        return certain ? YES : NO;
    }

    /** Both conditions together. */
    PatternMatch and(PatternMatch other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
