package org.hamail.recovery.core;

/** The state of the host that a service belongs to, in the words of both cores. */
public enum HostState {
    UP,
    DOWN,
    UNREACHABLE
}
