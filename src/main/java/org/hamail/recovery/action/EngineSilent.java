package org.hamail.recovery.action;

/** The engine gave no answer that could be understood: a gate that cannot be read. The message says what it did instead. */
public final class EngineSilent extends Exception {
    private static final long serialVersionUID = 1L;

    public EngineSilent(String message) {
        super(message);
    }
}
