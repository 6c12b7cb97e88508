package org.hamail.recovery.engine;

import java.util.Optional;

/**
 * How an action of an engine ended.
 *
 * @param end what is certain
 * @param detail what the engine said, and how it exited
 * @param elsewhere the node that holds the service now, when it is another than the action was to leave it on
 */
public record ActionResult(End end, String detail, Optional<String> elsewhere) {
    /** What is certain afterwards. */
    public enum End {
        /** It was done. */
        DONE,
        /** It was refused or failed, and nothing has changed. */
        FAILED,
        /** Nobody knows. */
        INDETERMINATE,
        /** It was not even begun, for a reason that says nothing about the service. */
        NOT_TRIED
    }

    /** The service is where it was meant to be, or nobody knows. */
    public ActionResult(End end, String detail) {
        this(end, detail, Optional.empty());
    }

    public static ActionResult failed(String detail) {
        return new ActionResult(End.FAILED, detail);
    }

    public static ActionResult notTried(String reason) {
        return new ActionResult(End.NOT_TRIED, reason);
    }
}
