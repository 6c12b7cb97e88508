package org.hamail.directory;

import org.hamail.net.Family;
import org.hamail.net.TlsSettings;

/**
 * Where a directory is to be reached, and how.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 * @param settings of TLS, where it is used
 */
public record DirectoryTarget(String host, int port, Family family, Encryption encryption, TlsSettings settings) {
    public DirectoryTarget {
        if (host.isBlank() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a host and port: " + host + " " + port);
        }
    }

    /** A directory that is spoken to in plain text. */
    public static DirectoryTarget plain(String host, int port) {
        return new DirectoryTarget(host, port, Family.ANY, Encryption.NONE, TlsSettings.unverified());
    }

    /** For people. */
    @Override
    public String toString() {
        return host + " port " + port;
    }
}
