package org.hamail.mail.pop3;

import java.util.function.Consumer;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Lines.LineRule;
import org.jspecify.annotations.Nullable;

/** Lets well-formed status lines through, and deals with the lines of a list itself. */
final class PopRule implements LineRule {
    private final SessionLog log;
    private @Nullable Consumer<String> listener;
    private boolean listNext;
    private boolean listing;

    PopRule(SessionLog log) {
        this.log = log;
    }

    /** Behind the next +OK comes a list, whose lines go to {@code listener}. */
    void expectList(Consumer<String> to) {
        listener = to;
        listNext = true;
    }

    void expectStatus() {
        listNext = false;
    }

    @Override
    public @Nullable String pass(String line) throws MailFault {
        log.server(line);
        if (listing) {
            return listed(line);
        }
        if (!isStatus(line, "+OK") && !isStatus(line, "-ERR") && !isStatus(line, "+")) {
            throw MailFault.garbled("not a reply in POP3", line);
        }
        listing = listNext && line.startsWith("+OK");
        return line.equals("+") ? "+ " : line;
    }

    private @Nullable String listed(String line) throws MailFault {
        if (line.equals(".")) {
            listing = false;
            return line;
        }
        if (listener != null) {
            listener.accept(line.startsWith(".") ? line.substring(1) : line);
        }
        return null;
    }

    private static boolean isStatus(String line, String word) {
        return line.startsWith(word) && (line.length() == word.length() || line.charAt(word.length()) == ' ');
    }
}
