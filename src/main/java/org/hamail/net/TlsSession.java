package org.hamail.net;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What was agreed on in a handshake.
 *
 * @param protocol e.g. {@code TLSv1.3}
 * @param chain the certificates that the server showed, its own first
 */
public record TlsSession(String protocol, String cipher, List<X509Certificate> chain) {
    public TlsSession {
        chain = List.copyOf(chain);
    }

    /** The first moment at which one of the certificates is no longer valid. */
    public Instant validUntil() {
        Instant first = Instant.MAX;
        for (X509Certificate certificate : chain) {
            Instant end = certificate.getNotAfter().toInstant();
            first = end.isBefore(first) ? end : first;
        }
        return first;
    }

    /** The first moment at which all of the certificates are valid. */
    public Instant validFrom() {
        Instant last = Instant.MIN;
        for (X509Certificate certificate : chain) {
            Instant start = certificate.getNotBefore().toInstant();
            last = start.isAfter(last) ? start : last;
        }
        return last;
    }
}
