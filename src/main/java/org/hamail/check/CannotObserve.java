package org.hamail.check;

/** The observer cannot see the target: UNKNOWN {@code [blind]}, never evidence of a fault. */
public final class CannotObserve extends Exception {
    private static final long serialVersionUID = 1L;

    public CannotObserve(String message) {
        super(message);
    }

    public CannotObserve(String message, Throwable cause) {
        super(message, cause);
    }
}
