package org.hamail.mail;

import java.io.IOException;
import org.hamail.plugin.Cause;
import org.hamail.plugin.ServerText;

/** The conversation cannot go on because of what the server said: the cause, and a sentence for people. */
final class MailFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final Cause cause;

    private MailFault(Cause cause, String sentence) {
        super(sentence);
        this.cause = cause;
    }

    Cause reason() {
        return cause;
    }

    /** {@code reply} as received; it is made harmless here. */
    static MailFault of(Cause cause, String sentence, String reply) {
        return new MailFault(cause, sentence + ": " + Wording.of(reply));
    }

    static MailFault of(Cause cause, String sentence) {
        return new MailFault(cause, ServerText.of(sentence));
    }

    /** The server is ahead of us, e.g. with lines that somebody slipped in before the change to TLS. */
    static MailFault unasked() {
        return of(Cause.GARBLED, "the server sent something that nobody had asked for");
    }

    static MailFault garbled(String sentence, String reply) {
        return of(Cause.GARBLED, sentence, reply);
    }

    /** The same fault, of a server that is not the one in question. */
    MailFault about(String server) {
        return of(cause, server + ": " + getMessage());
    }

    /** An expected outcome: where it was made tells nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
