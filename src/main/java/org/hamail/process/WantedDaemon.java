package org.hamail.process;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A daemon that should run.
 *
 * @param role what it is called in sentences and figures: letters, digits, {@code -} and {@code _}, or {@link #NAMELESS}
 * @param pidFile where it writes its process id; an untidy one is never grounds for an action
 * @param unmounted the server root that it belongs to, when that is listed but not mounted on this node
 */
public record WantedDaemon(
        String role, ProcessPattern pattern, Optional<Path> pidFile, CountLimits limits, Optional<Path> unmounted) {

    /** What figures call the processes of a daemon that bears no name, only arguments, a user or a pid file. */
    public static final String NAMELESS = "process";

    /** How a sentence about it begins. */
    String subject() {
        return role.equals(NAMELESS) ? "" : role + " ";
    }

    /** A daemon by pattern alone, at least one process. */
    public static WantedDaemon of(String role, ProcessPattern pattern) {
        return new WantedDaemon(role, pattern, Optional.empty(), CountLimits.oneOrMore(), Optional.empty());
    }
}
