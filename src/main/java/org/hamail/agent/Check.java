package org.hamail.agent;

import java.util.List;
import java.util.Optional;

/** A check with its words, to be run as often as wanted. */
public interface Check {
    /** What makes no sense about its words as things stand; a run says so as well. */
    default Optional<String> fault() {
        return Optional.empty();
    }

    /** A run, not yet begun; returns at once. */
    CheckRun run();

    /** What a check says: its text with line ends, and its exit code. */
    record Answer(String text, int exitCode) {}

    /** The checks that the agent knows by the words of their command lines, the first being the check's name. */
    interface Checks {
        /** The check that {@code words} ask for; empty when there is no check of that name. */
        Optional<Check> named(List<String> words);

        /** A run of it for someone at the socket; empty also when only a process of its own would give the answer. */
        Optional<CheckRun> runFor(List<String> words);
    }
}
