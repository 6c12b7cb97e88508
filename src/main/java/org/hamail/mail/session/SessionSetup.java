package org.hamail.mail.session;

import java.io.IOException;
import org.hamail.model.TlsMode;
import org.hamail.net.Connection;
import org.hamail.probe.ConnectionSetup;
import org.hamail.probe.Phase;
import org.hamail.probe.Phase.Progress;

/** The steps of a conversation from the connection to the login. */
public final class SessionSetup {
    private static final String ENCRYPTED = "encrypted with";

    private final MailTarget target;
    private final ConnectionSetup setup;
    private final Progress phases;

    public SessionSetup(MailTarget target, ConnectionSetup setup, Progress phases) {
        this.target = target;
        this.setup = setup;
        this.phases = phases;
    }

    /** From the connection to the first byte of what the server has to say. */
    public void before(Connection connection) throws IOException {
        if (target.tls() == TlsMode.IMPLICIT) {
            phases.entered(Phase.TLS);
            setup.secure(connection, ENCRYPTED);
        }
    }

    /** From the greeting to the capabilities that count; the greeting as received. */
    public String greet(Connection connection, MailClient client) throws IOException {
        String greeting = client.greeting();
        phases.entered(Phase.HELLO);
        client.hello();
        if (target.tls() == TlsMode.STARTTLS) {
            changeToTls(connection, client);
        }
        return greeting;
    }

    private void changeToTls(Connection connection, MailClient client) throws IOException {
        phases.entered(Phase.TLS);
        Connection.prepareTls();
        client.startTls();
        setup.upgrade(connection, ENCRYPTED);
        phases.entered(Phase.HELLO);
        client.hello();
    }
}
