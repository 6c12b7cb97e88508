package org.hamail.recovery.engine;

import java.util.Optional;
import org.hamail.model.ClusterView;

/** What carries a logical host and can restart its service or move it. Each call ends within the engine's own time limit. */
public interface Engine {
    /** A word for explanations: who says so. */
    String name();

    /**
     * Where the logical host is and what is going on with it.
     *
     * @throws EngineUnavailable when the engine does not answer, or not in its language
     */
    ClusterView status() throws EngineUnavailable;

    /** Whether it knows more than what hamail itself has done: where the service runs, and in which state. */
    default boolean observes() {
        return true;
    }

    /** Restarts {@code daemon}, a role or {@code all}, on the node that holds the logical host. */
    ActionResult restart(String daemon);

    /** The same, but only if {@code from} holds the logical host now, where the engine can make sure of that. */
    default ActionResult restart(String daemon, String from) {
        return restart(daemon);
    }

    /** Moves the logical host, but only if {@code from} holds it now. */
    ActionResult move(String from, String to);

    /**
     * Takes away what an action of this monitoring server left in the cluster when it was cut off, and so ends that action.
     * Only for who holds the worker's lock: nothing else tells what was left from what is still being done.
     *
     * @throws EngineUnavailable when it could not be taken away now
     */
    default void endWhatWasLeft() throws EngineUnavailable {}

    /** Why {@code move} would be refused now, as far as the engine can be asked beforehand; empty when nothing is against it. */
    default Optional<String> objectionToMove(String from, String to) {
        return Optional.empty();
    }

    /** Why the service could not be stopped, or not be started again afterwards; empty where both can be tried. */
    default Optional<String> obstacleToStopping() {
        return Optional.empty();
    }

    /** The commands by which it would do all this. */
    default CommandPreview preview() {
        return CommandPreview.NONE;
    }

    /** Stops the service of the logical host. */
    ActionResult stop();

    /** Starts the service of the logical host. */
    ActionResult start();
}
