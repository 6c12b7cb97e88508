package org.hamail.recovery.engine;

/** The engine gave no answer that could be understood: a gate that cannot be read. The message says what it did instead. */
public final class EngineUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public EngineUnavailable(String message) {
        super(message);
    }
}
