package org.hamail.probe;

/** Told, on the probing thread, when a running probe enters a phase; whoever listens must return at once. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress NONE = new Progress() { // a class: the first lambda of a JVM takes milliseconds, which a check has not
                @Override
                public void entered(Phase phase) {
                    // nobody is told
                }
            };

    void entered(Phase phase);
}
