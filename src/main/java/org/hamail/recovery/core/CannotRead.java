package org.hamail.recovery.core;

/** Why there is no view: its message is one sentence for people. */
final class CannotRead extends Exception {
    private static final long serialVersionUID = 1L;

    CannotRead(String reason) {
        super(reason);
    }

    CannotRead(String reason, Throwable cause) {
        super(reason, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
