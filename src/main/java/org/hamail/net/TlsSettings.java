package org.hamail.net;

import java.util.Optional;

/**
 * How a connection is secured.
 *
 * @param serverName the name to ask for (SNI, RFC 6066) and to find in the certificate, where it is not the host's
 * @param trust whom the certificate must come from; without it any certificate will do
 */
public record TlsSettings(Optional<String> serverName, Optional<Trust> trust) {
    /** Encryption without any look at who is there. */
    public static TlsSettings unverified() {
        return new TlsSettings(Optional.empty(), Optional.empty());
    }
}
