package org.hamail.recovery.action;

import org.hamail.recovery.cluster.ClusterView;

/** What carries a logical host and can restart its service or move it. Each call ends within the engine's own time limit. */
public interface Engine {
    /** A word for explanations: who says so. */
    String name();

    /**
     * Where the logical host is and what is going on with it.
     *
     * @throws EngineSilent when the engine does not answer, or not in its language
     */
    ClusterView status() throws EngineSilent;

    /** Restarts {@code daemon}, a role or {@code all}, on the node that holds the logical host. */
    ActionResult restart(String daemon);

    /** Moves the logical host, but only if {@code from} holds it now. */
    ActionResult move(String from, String to);

    /** Stops the service of the logical host. */
    ActionResult stop();

    /** Starts the service of the logical host. */
    ActionResult start();
}
