package org.hamail.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hamail.net.Connection;
import org.hamail.net.TlsSession;
import org.hamail.net.Transcript;
import org.hamail.probe.NetworkSession.Target;

/** A connection and its encryption, with what is to be told of both. */
public final class ConnectionSetup {
    private final Target target;
    private final Transcript transcript;
    private final List<String> facts;
    private Optional<TlsSession> session = Optional.empty();

    /** @param facts those for {@code -v}, which are added to */
    public ConnectionSetup(Target target, Transcript transcript, List<String> facts) {
        this.target = target;
        this.transcript = transcript;
        this.facts = facts;
    }

    public void connected(Connection connection) {
        facts.add("connected to " + connection.remoteAddress().getHostAddress() + " port " + target.port());
    }

    /** TLS from here on; {@code words} begin the fact that tells it. */
    public void secure(Connection connection, String words) throws IOException {
        secured(connection.secure(target.host(), target.security()), words);
    }

    /** The same, once the server has agreed to it in plain text. */
    public void upgrade(Connection connection, String words) throws IOException {
        secured(connection.upgrade(target.host(), target.security()), words);
    }

    private void secured(TlsSession agreed, String words) {
        session = Optional.of(agreed);
        String how = agreed.protocol() + " " + agreed.cipher();
        facts.add(words + " " + how);
        transcript.note(how);
    }

    /** What the handshake agreed on, if there was one. */
    public Optional<TlsSession> session() {
        return session;
    }
}
