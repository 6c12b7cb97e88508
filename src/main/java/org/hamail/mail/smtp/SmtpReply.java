package org.hamail.mail.smtp;

import java.util.List;
import org.hamail.mail.session.MailFault;
import org.hamail.plugin.Cause;

/**
 * A reply in SMTP, RFC 5321 section 4.2.
 *
 * @param lines as received
 */
record SmtpReply(int code, List<String> lines) {
    private static final int CLOSING = 421;

    String text() {
        return String.join(" ", lines);
    }

    boolean isNegative() {
        return code >= 400 && code < 600;
    }

    /** The reply, when it has the code that was wanted. */
    SmtpReply orFault(int wanted, String step) throws MailFault {
        if (code == wanted) {
            return this;
        }
        throw fault(step);
    }

    /** What a reply means that was not wanted; {@code step} names what it answers. */
    MailFault fault(String step) {
        if (code >= 400 && code < 500) {
            MailFault fault = MailFault.of(Cause.TEMPFAIL, "the server temporarily refuses " + step, text());
            return code == CLOSING ? fault.ending() : fault;
        }
        if (isNegative()) {
            return MailFault.of(Cause.REJECTED, "the server refuses " + step, text());
        }
        return MailFault.garbled("unexpected reply to " + step, text());
    }
}
