package org.hamail.mail;

import java.io.IOException;
import org.hamail.mail.imap.ImapClient;
import org.hamail.mail.lmtp.LmtpClient;
import org.hamail.mail.pop3.PopClient;
import org.hamail.mail.session.MailClient;
import org.hamail.mail.session.MailClient.Mailbox;
import org.hamail.mail.session.ProbeOptions;
import org.hamail.mail.session.SessionLog;
import org.hamail.mail.sieve.SieveClient;
import org.hamail.mail.smtp.SmtpClient;
import org.hamail.model.MailProtocol;
import org.hamail.net.Connection;

/** Who speaks which protocol: a row each. A switch, because the first lambda of a JVM takes milliseconds, which a check has not. */
final class MailClients {
    private MailClients() {}

    static MailClient of(MailProtocol protocol, Connection connection, SessionLog log, ProbeOptions options)
            throws IOException {
        return switch (protocol) {
            case SMTP -> new SmtpClient(connection, log, options);
            case POP3 -> new PopClient(connection, log);
            case IMAP -> new ImapClient(connection, log);
            case LMTP -> new LmtpClient(connection, log, options);
            case SIEVE -> new SieveClient(connection, log);
            case HTTP -> throw new IllegalArgumentException("HTTP knows no session, only requests");
        };
    }

    /** A client of a protocol in which messages can be looked for. */
    static Mailbox mailbox(MailProtocol protocol, Connection connection, SessionLog log) throws IOException {
        return (Mailbox) of(protocol, connection, log, ProbeOptions.none());
    }
}
