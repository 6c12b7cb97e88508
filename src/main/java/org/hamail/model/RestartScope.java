package org.hamail.model;

/** What a restart restarts: all daemons of the instance, or the one that failed. */
public enum RestartScope {
    INSTANCE,
    DAEMON
}
