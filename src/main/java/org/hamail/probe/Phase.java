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
}
