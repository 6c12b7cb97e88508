package org.hamail.recovery.policy;

/** What the worker's own fresh probe found. {@code detail} is for people. */
public sealed interface Confirmation {
    String detail();

    /** The fault is still there; of remote evidence: the daemon is not served on its node either, or the node cannot be asked. */
    record StillFailing(String detail) implements Confirmation {}

    /** Not served in time, while others were: full, not hung. */
    record Full(String detail) implements Confirmation {}

    /** Served again: nothing to do. */
    record Healed(String detail) implements Confirmation {}

    /** Remote evidence, but the node itself is served: the network is suspect, not the mail service. */
    record ServedLocally(String detail) implements Confirmation {}
}
