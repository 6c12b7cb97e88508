package org.hamail.mail;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.mail.session.MailTarget;
import org.hamail.model.Count;
import org.hamail.model.TlsMode;
import org.hamail.net.Connection;
import org.hamail.plugin.Decimal;
import org.hamail.probe.Phase;
import org.hamail.probe.ServerSide;

/** What the server did for its other clients while a probe of it waited. */
final class OtherClients implements AutoCloseable {
    private final MailTarget target;
    private final ServerSide.Watch watch;

    private OtherClients(MailTarget target, ServerSide.Watch watch) {
        this.target = target;
        this.watch = watch;
    }

    /**
     * Looks on until it is closed.
     *
     * @param proxied whether the clients come through a proxy, which speaks first as a client of implicit TLS does
     */
    static OtherClients of(MailTarget target, ServerSide serverSide, List<InetAddress> addresses, boolean proxied) {
        boolean speaksFirst = proxied || target.tls() == TlsMode.IMPLICIT;
        return new OtherClients(target, serverSide.begin(addresses, target.port(), speaksFirst));
    }

    void connected(Connection connection) {
        watch.connected(connection.localEnd(), new InetSocketAddress(connection.remoteAddress(), target.port()));
    }

    /** How many were served when the deadline passed in {@code phase}; empty where none were, or it cannot be told. */
    Optional<ServerSide.FullServer> served(Phase phase) {
        return switch (phase) {
            case RESOLVE, DELIVERY, FETCH -> Optional.empty(); // not this server
            case CONNECT -> watch.full(ServerSide.Step.CONNECT);
            case TLS, GREETING -> watch.full(ServerSide.Step.GREETING);
            default -> watch.full(ServerSide.Step.LATER);
        };
    }

    /** For people, e.g. {@code IMAP is full: 37 clients served in 660 s, 128 waiting to be accepted, this one among them}. */
    String sentence(ServerSide.FullServer full, Duration limit) {
        return target.protocol().label() + " is full: " + Count.words(full.served(), "client") + " served in "
                + Decimal.seconds(limit) + " s"
                + (full.waiting() > 0 ? ", " + full.waiting() + " waiting to be accepted" : "")
                + (full.among() ? ", this one among them" : "");
    }

    List<String> details() {
        return watch.details();
    }

    @Override
    public void close() {
        watch.close();
    }
}
