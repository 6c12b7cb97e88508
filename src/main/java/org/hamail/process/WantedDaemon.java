package org.hamail.process;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A daemon that should run.
 *
 * @param role what it is called in sentences and figures: letters, digits, {@code -} and {@code _}
 * @param pidFile where it writes its process id; an untidy one is never grounds for an action
 * @param unmounted the server root that it belongs to, when that is listed but not mounted on this node
 */
public record WantedDaemon(
        String role, ProcessPattern pattern, Optional<Path> pidFile, CountLimits limits, Optional<Path> unmounted) {

    /** A daemon by pattern alone, at least one process. */
    public static WantedDaemon of(String role, ProcessPattern pattern) {
        return new WantedDaemon(role, pattern, Optional.empty(), CountLimits.oneOrMore(), Optional.empty());
    }
}
