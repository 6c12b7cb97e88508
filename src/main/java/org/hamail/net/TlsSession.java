package org.hamail.net;

import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was agreed on in a handshake.
 *
 * @param protocol e.g. {@code TLSv1.3}
 * @param chain the server's own certificate and those that vouch for it: where it was verified, as far as the trusted
 *     authority, that one included; otherwise all that the server showed
 */
public record TlsSession(String protocol, String cipher, List<X509Certificate> chain) {
    public TlsSession {
        chain = List.copyOf(chain);
    }

    /** Of its certificates the one that ends first. */
    public Optional<X509Certificate> firstToEnd() {
        return chain.stream().min(Comparator.comparing(X509Certificate::getNotAfter));
    }

    /** Of its certificates the one that begins last. */
    public Optional<X509Certificate> lastToBegin() {
        return chain.stream().max(Comparator.comparing(X509Certificate::getNotBefore));
    }
}
