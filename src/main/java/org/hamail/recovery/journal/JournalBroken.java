package org.hamail.recovery.journal;

/** A record is not what was once written: nothing is appended and nothing is done until a person has looked. */
public final class JournalBroken extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String WAY_OUT = "; 'hamail journal --set-aside --reason TEXT' begins a new one";

    /** {@code fact} names the file and the line or record. */
    public JournalBroken(String fact) {
        super(fact + WAY_OUT);
    }

    /** Without what to do. */
    public String fact() {
        String message = String.valueOf(getMessage());
        return message.substring(0, message.length() - WAY_OUT.length());
    }
}
