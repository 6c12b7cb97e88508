package org.hamail.recovery.event;

import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.model.Obstacle;

/**
 * An action that is about to be done; written and synced before it.
 *
 * @param daemon a role, or {@code all}
 * @param from the node that holds the logical host
 * @param to the target of a failover
 */
public record Intent(
        String id, Action action, String daemon, Optional<String> from, Optional<String> to, boolean dryRun)
        implements Event {
    /** The first reason not to carry it out in {@code view}; empty when the engine may be told to. */
    public Optional<String> obstacle(ClusterView view) {
        return view.obstacle()
                .or(() -> action == Action.FAILOVER ? view.obstacleToMove(to) : Optional.empty())
                .map(Obstacle::words);
    }
}
