package org.hamail.operator.replay;

import java.time.Duration;
import java.util.List;
import org.hamail.model.PolicySettings;

/**
 * What a configuration says of a logical host, as far as a replay needs it.
 *
 * @param verifyTimeout within which a daemon must be well after an action
 * @param nodes the first of them holds the logical host in the beginning
 * @param core whether downtime and state of the host are known at every moment, and not from notifications only
 */
public record Rules(
        String logicalHost, PolicySettings settings, Duration verifyTimeout, List<String> nodes, boolean core) {
    public Rules {
        nodes = List.copyOf(nodes);
    }
}
