package org.hamail.mail.imap;

import java.util.Locale;
import java.util.Set;
import org.hamail.mail.session.MailFault;
import org.hamail.plugin.Cause;

/**
 * A status reply in IMAP, RFC 9051 section 7.1.
 *
 * @param word {@code OK}, {@code NO}, {@code BAD}, {@code BYE}, {@code PREAUTH}; {@code +} for a continuation
 * @param line as received
 */
record ImapReply(String word, String line) {
    /** Codes of RFC 5530 that say that another time it might work. */
    private static final Set<String> TEMPORARY = Set.of("UNAVAILABLE", "INUSE");

    /** Those of a server that cannot or will not do what was asked, whoever asks. */
    private static final Set<String> NOT_THE_ACCOUNT = Set.of(
            "SERVERBUG",
            "CLIENTBUG",
            "CANNOT",
            "CORRUPTION",
            "LIMIT",
            "OVERQUOTA",
            "PRIVACYREQUIRED",
            "ALREADYEXISTS",
            "NONEXISTENT",
            "EXPUNGEISSUED");

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

    /** What a reply means that is not OK; {@code no} is the cause of a NO whose code does not say otherwise. */
    MailFault fault(String step, Cause no) {
        if (!isRefusal()) {
            return MailFault.garbled("unexpected reply to " + step, line);
        }
        MailFault fault = refusal(step, no);
        return word.equals("BYE") ? fault.ending() : fault;
    }

    private MailFault refusal(String step, Cause no) {
        if (!word.equals("BAD") && TEMPORARY.contains(code())) {
            return MailFault.of(Cause.TEMPFAIL, "the server temporarily refuses " + step, line);
        }
        boolean plain = word.equals("NO") && !NOT_THE_ACCOUNT.contains(code());
        return MailFault.of(plain ? no : Cause.REJECTED, "the server refuses " + step, line);
    }

    /** The response code behind the status, RFC 9051 section 7.1, in upper case; empty when there is none. */
    private String code() {
        int start = line.indexOf(' ') + 1 + word.length();
        String rest = line.substring(Math.min(start, line.length())).strip();
        int end = rest.indexOf(']');
        return rest.startsWith("[") && end > 0
                ? rest.substring(1, end).split(" ", 2)[0].toUpperCase(Locale.ROOT)
                : "";
    }
}
