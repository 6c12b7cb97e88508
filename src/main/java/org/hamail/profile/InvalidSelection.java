package org.hamail.profile;

/** What was asked for does not fit this machine: no such instance, a server root that is not listed, an unknown user. */
public final class InvalidSelection extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidSelection(String message) {
        super(message);
    }

    InvalidSelection(String message, Throwable cause) {
        super(message, cause);
    }
}
