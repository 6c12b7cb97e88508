package org.hamail.mail.sieve;

import java.util.Locale;
import java.util.Optional;
import org.hamail.mail.session.MailFault;
import org.hamail.plugin.Cause;

/**
 * The end of a reply in ManageSieve, RFC 5804 section 1.2.
 *
 * @param word {@code OK}, {@code NO} or {@code BYE}
 * @param line as received
 */
record SieveReply(String word, String line) {
    /** What {@code line} says; empty where it does not end a reply. */
    static Optional<SieveReply> in(String line) {
        int space = line.indexOf(' ');
        String word = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        return switch (word) {
            case "OK", "NO", "BYE" -> Optional.of(new SieveReply(word, line));
            default -> Optional.empty();
        };
    }

    boolean isOk() {
        return word.equals("OK");
    }

    boolean isBye() {
        return word.equals("BYE");
    }

    SieveReply orFault(String step) throws MailFault {
        if (isOk()) {
            return this;
        }
        throw fault(step, Cause.REJECTED);
    }

    /** What a reply means that is not OK; {@code no} is the cause of a plain NO. */
    MailFault fault(String step, Cause no) {
        MailFault fault = code().equals("TRYLATER")
                ? MailFault.of(Cause.TEMPFAIL, "the server temporarily refuses " + step, line)
                : MailFault.of(isBye() ? Cause.REJECTED : no, "the server refuses " + step, line);
        return isBye() ? fault.ending() : fault;
    }

    /** The response code in parentheses, RFC 5804 section 1.3, in upper case; empty when there is none. */
    private String code() {
        String rest = line.substring(word.length()).strip();
        int end = rest.indexOf(')');
        return rest.startsWith("(") && end > 0
                ? rest.substring(1, end).strip().split(" ", 2)[0].toUpperCase(Locale.ROOT)
                : "";
    }
}
