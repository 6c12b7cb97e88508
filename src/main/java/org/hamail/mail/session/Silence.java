package org.hamail.mail.session;

import java.io.IOException;
import java.time.Duration;
import org.hamail.net.NetworkException;
import org.hamail.net.Secrets;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.ServerText;
import org.hamail.probe.Phase;
import org.hamail.probe.Phase.Progress;
import org.hamail.time.Deadline;

/**
 * How long a server has left a question without an answer. One that ends the conversation after a long silence has reached a
 * time limit of its own: it has not answered, and to ask again may show that it never does.
 */
public final class Silence implements Progress {
    /** Shorter than the time limits that servers set themselves; Dovecot waits 30 s for its authentication process. */
    private static final Duration OWN_LIMIT = Duration.ofSeconds(25);

    private final Deadline deadline;
    private Phase phase = Phase.RESOLVE;
    private Duration since;
    private Duration longest = Duration.ZERO;

    public Silence(Deadline deadline) {
        this.deadline = deadline;
        this.since = deadline.elapsed();
    }

    @Override
    public void entered(Phase next) {
        if (!isSameWait(next)) {
            begin();
        }
        phase = next;
    }

    /** What shakes hands or greets may itself be waiting for the process that answers, as Dovecot's login processes do. */
    private boolean isSameWait(Phase next) {
        return (phase == Phase.TLS && next == Phase.GREETING) || (phase == Phase.GREETING && next == Phase.HELLO);
    }

    /** A new connection, or a new phase of it. */
    public void begin() {
        since = deadline.elapsed();
        longest = Duration.ZERO;
    }

    /** The server is asked something: how long it took to answer the question before no longer matters. */
    void asked() {
        longest = Duration.ZERO;
    }

    void answered() {
        longest = length();
        since = deadline.elapsed();
    }

    /** The longest time without an answer to the last question. */
    public Duration length() {
        Duration now = deadline.elapsed().minus(since);
        return now.compareTo(longest) > 0 ? now : longest;
    }

    public boolean isLong() {
        return length().compareTo(OWN_LIMIT) >= 0;
    }

    /** Whether {@code fault} means the end of the connection, which comes after a long silence. */
    public boolean isEndedBy(IOException fault) {
        return isLong() && isEnd(fault);
    }

    /** Whether {@code fault} means that the server ended the connection. */
    static boolean isEnd(IOException fault) {
        if (fault instanceof MailFault said) {
            return said.isEnding();
        }
        if (!(fault instanceof NetworkException cut)) {
            return false;
        }
        return switch (cut.kind()) {
            case CLOSED, RESET, TLS -> true;
            default -> false;
        };
    }

    /** A server that ended the conversation by itself, instead of an answer, after a long silence in one phase. */
    public static final class GivenUp extends IOException {
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
}
