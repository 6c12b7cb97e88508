package org.hamail.mail;

import java.util.Locale;
import org.hamail.plugin.Cause;

/**
 * A status reply in IMAP, RFC 9051 section 7.1.
 *
 * @param word {@code OK}, {@code NO}, {@code BAD}, {@code BYE}, {@code PREAUTH}; {@code +} for a continuation
 * @param line as received
 */
record ImapReply(String word, String line) {
    /** Reads a line whose second word, or first one when it is a {@code +}, is the status. */
    static ImapReply of(String line) {
        if (line.startsWith("+")) {
            return new ImapReply("+", line);
        }
        int start = line.indexOf(' ') + 1;
        int end = line.indexOf(' ', start);
        String word = start == 0 ? "" : end < 0 ? line.substring(start) : line.substring(start, end);
        return new ImapReply(word.toUpperCase(Locale.ROOT), line);
    }

    boolean isOk() {
        return word.equals("OK");
    }

    boolean isContinuation() {
        return word.equals("+");
    }

    boolean isRefusal() {
        return word.equals("NO") || word.equals("BAD") || word.equals("BYE");
    }

    ImapReply orFault(String step) throws MailFault {
        if (isOk()) {
            return this;
        }
        throw fault(step, Cause.REJECTED);
    }

    /** What a reply means that is not OK; {@code no} is the cause of a plain NO. */
    MailFault fault(String step, Cause no) {
        if (!isRefusal()) {
            return MailFault.garbled("no sensible reply to " + step, line);
        }
        if (!word.equals("BAD") && isTemporary()) {
            return MailFault.of(Cause.TEMPFAIL, "for now the server refuses " + step, line);
        }
        return MailFault.of(word.equals("NO") ? no : Cause.REJECTED, "the server refuses " + step, line);
    }

    /** The response code of RFC 5530 for a server that is not there at the moment. */
    private boolean isTemporary() {
        int start = line.indexOf(' ') + 1 + word.length();
        String rest = line.substring(Math.min(start, line.length())).strip().toUpperCase(Locale.ROOT);
        return rest.startsWith("[UNAVAILABLE]") || rest.startsWith("[INUSE]");
    }
}
