package org.hamail.mail.lmtp;

import java.io.IOException;
import org.hamail.mail.session.ProbeOptions;
import org.hamail.mail.session.SessionLog;
import org.hamail.mail.smtp.SmtpClient;
import org.hamail.net.Connection;

/** A conversation in LMTP: the hello is LHLO, which no server may lack (RFC 2033 section 4.1). */
public final class LmtpClient extends SmtpClient {
    public LmtpClient(Connection connection, SessionLog log, ProbeOptions options) throws IOException {
        super(connection, log, options);
    }

    @Override
    public void hello() throws IOException {
        hello("LHLO");
    }
}
