package org.hamail.recovery.journal;

/** A record is not what was once written: nothing is appended and nothing is done until a person has looked. */
public final class JournalBroken extends Exception {
    private static final long serialVersionUID = 1L;

    /** {@code message} names the file and the line or record. */
    public JournalBroken(String message) {
        super(message);
    }
}
