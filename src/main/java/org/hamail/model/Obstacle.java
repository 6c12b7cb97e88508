package org.hamail.model;

/**
 * What the engine says that stands against an action.
 *
 * @param words a sentence without a full stop
 */
public record Obstacle(Kind kind, String words) {
    /** Which of the conditions for an action does not hold. */
    public enum Kind {
        /** No node holds the logical host, or it is stopped, moving or in maintenance. */
        STATE,
        QUORUM,
        /** The engine itself gives a reason. */
        OBJECTION,
        /** A move constraint that hamail did not set. */
        CONSTRAINT,
        /** The target is no node that could take it, or there is none. */
        TARGET
    }
}
