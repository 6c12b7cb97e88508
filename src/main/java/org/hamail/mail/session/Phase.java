package org.hamail.mail.session;

import java.util.Locale;

/** Where a conversation stands. */
public enum Phase {
    RESOLVE,
    CONNECT,
    TLS,
    GREETING,
    HELLO,
    LOGIN,
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
