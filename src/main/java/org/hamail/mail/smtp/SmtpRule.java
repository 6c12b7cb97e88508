package org.hamail.mail.smtp;

import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Lines.LineRule;

/** Lets only well-formed reply lines through, all lines of a reply with one code. */
final class SmtpRule implements LineRule {
    private static final String NONE = "";

    private final SessionLog log;
    private String code = NONE;

    SmtpRule(SessionLog log) {
        this.log = log;
    }

    @Override
    public String pass(String line) throws MailFault {
        log.server(line);
        boolean known = line.length() >= 3 && digits(line) && (code.equals(NONE) || line.startsWith(code));
        char mark = line.length() > 3 ? line.charAt(3) : ' ';
        if (!known || (mark != ' ' && mark != '-')) {
            throw MailFault.garbled("not a reply in SMTP", line);
        }
        code = mark == '-' ? line.substring(0, 3) : NONE;
        return line.length() == 3 ? line + " " : line; // Commons Net waits for more after a bare code
    }

    private static boolean digits(String line) {
        for (int i = 0; i < 3; i++) {
            if (line.charAt(i) < '0' || line.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
