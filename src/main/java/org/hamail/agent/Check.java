package org.hamail.agent;

import java.util.Optional;

/** A check with its words, to be run as often as wanted. */
public interface Check {
    /** What makes no sense about its words as things stand; a run says so as well. */
    default Optional<String> fault() {
        return Optional.empty();
    }

    /** A run, not yet begun; returns at once. */
    CheckRun run();
}
