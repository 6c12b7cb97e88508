package org.hamail.net;

import java.security.cert.CertPathBuilderException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of a certificate that is not believed, and why. */
final class CertificateFault {
    private CertificateFault() {}

    /** One of {@code path} that is not valid at the time {@code now}, if there is one. */
    static Optional<NetworkException> outOfDate(List<X509Certificate> path, Instant now) {
        return TrustPath.invalid(path, now)
                .map(one -> new NetworkException(
                        NetworkException.Kind.CERTIFICATE, "the " + CertificateText.of(one) + date(one, now)));
    }

    private static String date(X509Certificate one, Instant now) {
        return now.isBefore(one.getNotBefore().toInstant())
                ? " is not valid before " + one.getNotBefore().toInstant()
                : " expired at " + one.getNotAfter().toInstant();
    }

    /** The server's own certificate, which the platform did not believe because of {@code error}. */
    static NetworkException untrusted(X509Certificate own, Throwable error) {
        String until = ", valid until " + own.getNotAfter().toInstant();
        return new NetworkException(
                NetworkException.Kind.CERTIFICATE,
                "the " + CertificateText.of(own) + " is not trusted: " + reason(own, error) + until,
                error);
    }

    private static String reason(X509Certificate own, Throwable error) {
        for (@Nullable Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof CertPathBuilderException) {
                return own.getIssuerX500Principal().equals(own.getSubjectX500Principal())
                        ? "it is self-signed"
                        : "the chain from " + CertificateText.issuer(own) + " does not lead to a trusted authority";
            }
        }
        return String.valueOf(error.getMessage());
    }
}
