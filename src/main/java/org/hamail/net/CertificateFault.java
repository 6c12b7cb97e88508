package org.hamail.net;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said of a certificate that is not believed, and why. */
final class CertificateFault {
    private static final Set<CertPathValidatorException.Reason> OTHER_KEY =
            Set.of(PKIXReason.NO_TRUST_ANCHOR, CertPathValidatorException.BasicReason.INVALID_SIGNATURE);

    private CertificateFault() {}

    /** One of {@code path} that is not valid at the time {@code now}, if there is one. */
    static Optional<NetworkException> outOfDate(List<X509Certificate> path, Instant now) {
        return TrustPath.invalid(path, now)
                .map(one -> new NetworkException(
                        NetworkException.Kind.CERTIFICATE, "the " + CertificateText.of(one, path) + date(one, now)));
    }

    private static String date(X509Certificate one, Instant now) {
        return now.isBefore(one.getNotBefore().toInstant())
                ? " is not valid before " + one.getNotBefore().toInstant()
                : " expired at " + one.getNotAfter().toInstant();
    }

    /** The server's own certificate, which the platform did not believe because of {@code error}. */
    static NetworkException untrusted(X509Certificate own, Throwable error, Instant now) {
        boolean unknown = isOfUnknownAuthority(error);
        String reason = unknown ? reason(own) : String.valueOf(error.getMessage());
        return new NetworkException(
                NetworkException.Kind.CERTIFICATE,
                "the " + CertificateText.ofServer(own) + " is not trusted: " + reason + "," + until(own, now)
                        + (unknown ? cure(own) : ""),
                error);
    }

    private static String until(X509Certificate own, Instant now) {
        Instant end = own.getNotAfter().toInstant();
        return (now.isBefore(end) ? " valid until " : " expired at ") + end;
    }

    /** No chain, or one that seems to end at a trusted authority, which has only the name of the one that signed. */
    private static boolean isOfUnknownAuthority(Throwable error) {
        for (@Nullable Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof CertPathBuilderException
                    || (e instanceof CertPathValidatorException path && OTHER_KEY.contains(path.getReason()))) {
                return true;
            }
        }
        return false;
    }

    private static String reason(X509Certificate own) {
        return isSelfSigned(own)
                ? "it is self-signed"
                : "the chain from " + CertificateText.issuer(own) + " does not lead to a trusted authority";
    }

    private static String cure(X509Certificate own) {
        return isSelfSigned(own)
                ? "; to trust it, name it with --ca FILE"
                : "; to trust that authority, name its certificate with --ca FILE";
    }

    private static boolean isSelfSigned(X509Certificate own) {
        return own.getIssuerX500Principal().equals(own.getSubjectX500Principal());
    }
}
