package org.hamail.directory;

import org.hamail.model.TlsMode;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.net.Family;
import org.hamail.probe.NetworkSession.Target;

/**
 * Where a directory is to be reached, and how.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 * @param tls with StartTLS of RFC 4511 section 4.14, or LDAPS
 * @param security how the directory is looked at in TLS, where there is any
 */
public record DirectoryTarget(String host, int port, Family family, TlsMode tls, TlsSettings security)
        implements Target {
    public DirectoryTarget {
        Target.check(host, port);
    }

    /** A directory that is spoken to in plain text. */
    public static DirectoryTarget plain(String host, int port) {
        return new DirectoryTarget(host, port, Family.ANY, TlsMode.NONE, TlsSettings.unverified());
    }

    /** The port where none is given. */
    public static int port(TlsMode tls) {
        return tls == TlsMode.IMPLICIT ? 636 : 389;
    }

    /** For people. */
    @Override
    public String toString() {
        return host + " port " + port;
    }
}
