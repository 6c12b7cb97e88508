package org.hamail.mail.pop3;

import java.util.Locale;
import org.hamail.mail.session.MailFault;
import org.hamail.plugin.Cause;

/** A status line in POP3, RFC 1939 section 3, with the response codes of RFC 2449 and RFC 3206. */
record PopReply(String line) {
    boolean isOk() {
        return line.startsWith("+OK");
    }

    boolean isRefusal() {
        return line.startsWith("-ERR");
    }

    boolean isChallenge() {
        return !isOk() && line.startsWith("+");
    }

    /** Whether it says that another time it might work. */
    boolean isTemporary() {
        return hasCode("SYS/TEMP") || isOfTheMailbox();
    }

    /** Whether the account was recognised, and it is only its mailbox that is not to be had now, RFC 2449 section 8.1. */
    boolean isOfTheMailbox() {
        return hasCode("IN-USE") || hasCode("LOGIN-DELAY");
    }

    boolean hasCode(String code) {
        return line.startsWith("-ERR")
                && line.substring(4).strip().toUpperCase(Locale.ROOT).startsWith("[" + code);
    }

    PopReply orFault(String step) throws MailFault {
        if (isOk()) {
            return this;
        }
        throw fault(step, Cause.REJECTED);
    }

    /** What a reply means that is not +OK; {@code refusal} is the cause of a plain -ERR. */
    MailFault fault(String step, Cause refusal) {
        if (isChallenge()) {
            return MailFault.garbled("unexpected reply to " + step, line);
        }
        return isTemporary()
                ? MailFault.of(Cause.TEMPFAIL, "the server temporarily refuses " + step, line)
                : MailFault.of(refusal, "the server refuses " + step, line);
    }
}
