package org.hamail.agent;

import java.time.Duration;
import java.util.Optional;
import org.hamail.agent.Check.Answer;

/** One run of a check. */
public interface CheckRun {
    /** Checks; may take as long as the check's own time limit. */
    Answer answer();

    /** Nobody waits for the answer any more: ends it soon. Called by another thread, which interrupts it as well. */
    default void abandon() {}

    /** Whether it may end where nobody waits for the answer any more; not where something is recorded. */
    default boolean mayBeAbandoned() {
        return true;
    }

    /**
     * When, later than {@code elapsed} after its start, there is something new to say about a run that has not ended by then;
     * empty = never.
     */
    default Optional<Duration> interimAfter(Duration elapsed) {
        return Optional.empty();
    }

    /** What can be said while it still runs, {@code elapsed} after its start. */
    default Optional<Answer> interim(Duration elapsed) {
        return Optional.empty();
    }
}
