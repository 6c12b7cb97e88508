package org.hamail.mail;

/** Told, on the probing thread, when a running probe enters a phase; whoever listens must return at once. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress NONE = phase -> {};

    void entered(Phase phase);
}
