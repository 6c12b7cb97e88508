package org.hamail.recovery.event;

import java.util.Optional;

/**
 * An action that is about to be done; written and synced before it.
 *
 * @param daemon a role, or {@code all}
 * @param from the node that holds the logical host
 * @param to the target of a failover
 */
public record Intent(
        String id, Action action, String daemon, Optional<String> from, Optional<String> to, boolean dryRun)
        implements Event {}
