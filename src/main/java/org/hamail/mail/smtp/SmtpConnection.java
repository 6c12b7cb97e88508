package org.hamail.mail.smtp;

import java.io.IOException;
import java.util.List;
import org.apache.commons.net.smtp.SMTP;
import org.apache.commons.net.smtp.SMTPConnectionClosedException;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Connection;
import org.hamail.net.Lines;

/** Commons Net's SMTP on a bounded connection. */
final class SmtpConnection extends SMTP {
    private final Lines lines;
    private final SessionLog log;

    SmtpConnection(Connection connection, SessionLog log) throws IOException {
        this.lines = new Lines(connection, new SmtpRule(log));
        this.log = log;
        this._socket_ = connection.asSocket(lines);
    }

    SmtpReply greeting() throws IOException {
        lines.beginReply();
        try {
            _connectAction_();
        } catch (SMTPConnectionClosedException e) {
            // that is what Commons Net makes of code 421; the reply is there to be read
        }
        return reply();
    }

    SmtpReply ask(String command) throws IOException {
        return ask(command, command);
    }

    /** Sends {@code command}, which may be shown as {@code shown}. */
    SmtpReply ask(String command, String shown) throws IOException {
        expectSilence();
        log.client(shown);
        lines.beginReply();
        try {
            sendCommand(command);
        } catch (SMTPConnectionClosedException e) {
            // code 421, see above
        }
        return reply();
    }

    /** Fails when the server has sent unsolicited data. */
    void expectSilence() throws IOException {
        if (lines.unread()) {
            throw MailFault.unasked();
        }
    }

    private SmtpReply reply() {
        return new SmtpReply(getReplyCode(), List.of(getReplyStrings()));
    }
}
