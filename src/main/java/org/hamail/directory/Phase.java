package org.hamail.directory;

import java.util.Locale;

/** Where the conversation with a directory stands. */
public enum Phase {
    RESOLVE,
    CONNECT,
    /** The request for StartTLS included. */
    TLS,
    /** The bind. */
    LOGIN,
    /** The search. */
    COMMAND,
    /** The unbind. */
    QUIT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As the label of a figure. */
    public String word() {
        return word;
    }
}
