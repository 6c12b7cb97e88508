package org.hamail.mail.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hamail.model.TlsMode;
import org.hamail.net.Connection;
import org.hamail.net.TlsSession;

/** The steps of a conversation from the connection to the login. */
public final class SessionSetup {
    private final MailTarget target;
    private final SessionLog ear;
    private final Progress phases;
    private final List<String> facts;
    private Optional<TlsSession> session = Optional.empty();

    public SessionSetup(MailTarget target, SessionLog ear, Progress phases, List<String> facts) {
        this.target = target;
        this.ear = ear;
        this.phases = phases;
        this.facts = facts;
    }

    /** From the connection to the first byte of what the server has to say. */
    public void before(Connection wire) throws IOException {
        facts.add("connected to " + wire.remoteAddress().getHostAddress() + " port " + target.port());
        if (target.tls() == TlsMode.IMPLICIT) {
            phases.entered(Phase.TLS);
            secured(wire.secure(target.host(), target.security()));
        }
    }

    /** From the greeting to the capabilities that count; the greeting as received. */
    public String greet(Connection wire, MailClient dialogue) throws IOException {
        String greeting = dialogue.greeting();
        phases.entered(Phase.HELLO);
        dialogue.hello();
        if (target.tls() == TlsMode.STARTTLS) {
            phases.entered(Phase.TLS);
            Connection.prepareTls();
            dialogue.startTls();
            secured(wire.upgrade(target.host(), target.security()));
            phases.entered(Phase.HELLO);
            dialogue.hello();
        }
        return greeting;
    }

    private void secured(TlsSession agreement) {
        session = Optional.of(agreement);
        String agreed = agreement.protocol() + " " + agreement.cipher();
        facts.add("encrypted with " + agreed);
        ear.transcript().note(agreed);
    }

    /** What the handshake agreed on, if there was one. */
    public Optional<TlsSession> session() {
        return session;
    }
}
