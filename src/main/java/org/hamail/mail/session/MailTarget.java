package org.hamail.mail.session;

import org.hamail.model.MailProtocol;
import org.hamail.model.TlsMode;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.net.Family;
import org.hamail.probe.NetworkSession.Target;

/**
 * Where a server is to be reached, and how.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 * @param security how the server is looked at in TLS, where there is any
 */
public record MailTarget(MailProtocol protocol, String host, int port, Family family, TlsMode tls, TlsSettings security)
        implements Target {
    public MailTarget {
        Target.check(host, port);
    }

    /** A server at its usual port, in plain text. */
    public static MailTarget plain(MailProtocol protocol, String host) {
        return new MailTarget(
                protocol, host, protocol.port(TlsMode.NONE), Family.ANY, TlsMode.NONE, TlsSettings.unverified());
    }

    public MailTarget withPort(int other) {
        return new MailTarget(protocol, host, other, family, tls, security);
    }

    /** The same server in TLS, whoever it is. */
    public MailTarget withTls(TlsMode mode) {
        return new MailTarget(protocol, host, port, family, mode, security);
    }

    /** For people. */
    @Override
    public String toString() {
        return host + " port " + port;
    }
}
