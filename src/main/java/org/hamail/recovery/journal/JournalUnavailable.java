package org.hamail.recovery.journal;

/** The journal cannot be read or written now: nothing can be recorded, so nothing may be done. */
public final class JournalUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public JournalUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public JournalUnavailable(String message) {
        super(message);
    }
}
