package org.hamail.agent;

import java.util.List;
import java.util.Optional;

/** The checks that the agent knows by the words of their command lines, the first being the check's name. */
public interface Checks {
    /** The check that {@code words} ask for; empty when there is no check of that name. */
    Optional<Check> named(List<String> words);

    /** A run of it for someone at the socket; empty also when only a process of his own would give his answer. */
    Optional<CheckRun> runFor(List<String> words);
}
