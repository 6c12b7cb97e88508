package org.hamail.mail.session;

import java.io.IOException;
import java.time.Duration;
import org.hamail.net.Secrets;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.ServerText;
import org.hamail.probe.Phase;

/** A server that ended the conversation by itself, instead of an answer, after a long silence in one phase. */
public final class GivenUp extends IOException {
    private static final long serialVersionUID = 1L;

    private final Phase phase;
    private final Duration silence;
    private final IOException end;

    public GivenUp(Phase phase, Duration silence, IOException end) {
        super(end);
        this.phase = phase;
        this.silence = silence;
        this.end = end;
    }

    public Phase phase() {
        return phase;
    }

    /** For people. */
    public String words(Secrets secrets) {
        String how = end instanceof MailFault said
                ? said.words(secrets)
                : ServerText.of(secrets.mask(String.valueOf(end.getMessage())));
        return "after " + Decimal.seconds(silence, 0) + " s without an answer in phase " + phase.word()
                + " the server gave up by itself: " + how;
    }

    /** An expected outcome: where it was made tells nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
