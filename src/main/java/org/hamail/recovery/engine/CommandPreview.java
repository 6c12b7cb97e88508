package org.hamail.recovery.engine;

import java.util.List;

/** The commands by which an engine would do things, for people who want to see them first. Nothing is run, and nobody asked. */
public interface CommandPreview {
    /** Of an engine that shows none. */
    CommandPreview NONE = new CommandPreview() {};

    default List<PlannedCommand> restart(String daemon, String from) {
        return List.of();
    }

    default List<PlannedCommand> move(String from, String to) {
        return List.of();
    }

    default List<PlannedCommand> stop() {
        return List.of();
    }

    default List<PlannedCommand> start() {
        return List.of();
    }
}
