package org.hamail.probe;

import java.util.Locale;

/** Where a conversation with a server stands. */
public enum Phase {
    RESOLVE,
    CONNECT,
    /** The request for the change to TLS included. */
    TLS,
    GREETING,
    /** The capabilities included. */
    HELLO,
    /** In LDAP the bind. */
    LOGIN,
    /** In LDAP the search. */
    COMMAND,
    QUIT,
    SUBMIT,
    DELIVERY,
    FETCH;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As it stands in brackets and as the label of a figure. */
    public String word() {
        return word;
    }

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
}
