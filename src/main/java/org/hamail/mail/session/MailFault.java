package org.hamail.mail.session;

import org.hamail.net.Secrets;
import org.hamail.plugin.Cause;
import org.hamail.plugin.ServerText;
import org.hamail.probe.Probe.TargetFault;
import org.jspecify.annotations.Nullable;

/** The conversation cannot go on because of what the server said: the cause, and a sentence for people. */
public final class MailFault extends TargetFault {
    private static final long serialVersionUID = 1L;

    private final String sentence;
    private final @Nullable String reply;
    private final boolean ending;

    private MailFault(Cause cause, String sentence, @Nullable String reply, boolean ending) {
        super(cause, sentence);
        this.sentence = sentence;
        this.reply = reply;
        this.ending = ending;
    }

    /** Whether the server ends the connection with it. */
    public boolean isEnding() {
        return ending;
    }

    /** {@code reply} as received, one character for each byte. */
    public static MailFault of(Cause cause, String sentence, String reply) {
        return new MailFault(cause, sentence, reply, false);
    }

    public static MailFault of(Cause cause, String sentence) {
        return new MailFault(cause, sentence, null, false);
    }

    /** The same, with which the server ends the connection. */
    public MailFault ending() {
        return new MailFault(reason(), sentence, reply, true);
    }

    /** Whether the server said something that it is about. */
    public boolean isAboutReply() {
        return reply != null;
    }

    /** The server is ahead of us, e.g. with lines that somebody slipped in before the change to TLS. */
    public static MailFault unasked() {
        return of(Cause.GARBLED, "unsolicited data from the server");
    }

    public static MailFault garbled(String sentence, String reply) {
        return of(Cause.GARBLED, sentence, reply);
    }

    /** The same fault, of a server that is not the one in question. */
    public MailFault about(String server) {
        return new MailFault(reason(), server + ": " + sentence, reply, ending);
    }

    /** For people, harmless, and with none of the {@code secrets} that the server may have repeated. */
    public String words(Secrets secrets) {
        String said = reply == null ? "" : ": " + WireText.of(reply, secrets);
        return ServerText.of(secrets.mask(sentence)) + said;
    }
}
