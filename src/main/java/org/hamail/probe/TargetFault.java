package org.hamail.probe;

import java.io.IOException;
import org.hamail.plugin.Cause;

/** The conversation cannot go on because of what the server said: the cause, and a sentence for people. */
public abstract class TargetFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final Cause cause;

    protected TargetFault(Cause cause, String sentence) {
        super(sentence);
        this.cause = cause;
    }

    public final Cause reason() {
        return cause;
    }

    /** An expected outcome: where it was made tells nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
