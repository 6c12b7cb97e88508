package org.hamail.recovery.action;

/**
 * How an action of an engine ended.
 *
 * @param end what is certain
 * @param detail what the engine said, and how it exited
 */
public record ActionResult(End end, String detail) {
    /** What is certain afterwards. */
    public enum End {
        /** It was done. */
        DONE,
        /** It was refused or failed, and nothing has changed. */
        FAILED,
        /** Nobody knows. */
        INDETERMINATE
    }

    public static ActionResult failed(String detail) {
        return new ActionResult(End.FAILED, detail);
    }
}
