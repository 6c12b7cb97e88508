package org.hamail.agent;

import java.util.List;
import java.util.Optional;

/** The checks that the agent knows by the words of their command lines, the first being the check's name. */
public interface Checks {
    /** A run of the check; empty when there is no check of that name. */
    Optional<CheckRun> run(List<String> words);

    /** The same for someone at the socket; empty also when only a process of his own would give his answer. */
    Optional<CheckRun> runFor(List<String> words);
}
