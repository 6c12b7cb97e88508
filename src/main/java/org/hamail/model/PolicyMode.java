package org.hamail.model;

/** How far recovery may go. */
public enum PolicyMode {
    /** It restarts, and moves the service to another node. */
    FAILOVER,
    /** It restarts, and leaves the service where it is. */
    RESTART_ONLY,
    /** It decides and records, and does nothing. */
    LOG_ONLY
}
