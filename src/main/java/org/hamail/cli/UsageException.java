package org.hamail.cli;

/** The caller asked for something that is not valid: UNKNOWN {@code [usage]}. The message is one sentence for people. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
