package org.hamail.net;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which certificates vouch for a server: from its own to the one that is trusted, that one included. The platform does not
 * look at the dates of a certificate that it trusts, whether a server's own or an authority's.
 */
final class TrustPath {
    private static final int MOST_STEPS = 200;

    private final List<X509Certificate> shown;
    private final Set<X509Certificate> trusted;
    private final Instant now;
    private int steps;

    TrustPath(X509Certificate[] shown, X509Certificate[] trusted, Instant now) {
        this.shown = List.of(shown);
        this.trusted = Set.copyOf(List.of(trusted));
        this.now = now;
    }

    /** One whose certificates are all valid now, if there is such a one; otherwise any; empty when none is found. */
    List<X509Certificate> find() {
        var found = new ArrayList<List<X509Certificate>>();
        search(List.of(shown.get(0)), found);
        for (List<X509Certificate> path : found) {
            if (invalid(path, now).isEmpty()) {
                return path;
            }
        }
        return found.isEmpty() ? List.of() : found.get(0);
    }

    /** The first certificate of {@code path} that is not valid at the time {@code now}. */
    static Optional<X509Certificate> invalid(List<X509Certificate> path, Instant now) {
        return path.stream().filter(one -> !isValid(one, now)).findFirst();
    }

    private static boolean isValid(X509Certificate one, Instant now) {
        return !now.isBefore(one.getNotBefore().toInstant())
                && now.isBefore(one.getNotAfter().toInstant());
    }

    private void search(List<X509Certificate> path, List<List<X509Certificate>> found) {
        X509Certificate last = path.get(path.size() - 1);
        if (trusted.contains(last)) {
            found.add(path);
            return;
        }
        for (X509Certificate issuer : issuers(last)) {
            if (!path.contains(issuer) && steps++ < MOST_STEPS) { // a server may show any number of useless ones
                var longer = new ArrayList<>(path);
                longer.add(issuer);
                search(longer, found);
            }
        }
    }

    private List<X509Certificate> issuers(X509Certificate of) {
        var issuers = new ArrayList<X509Certificate>();
        for (X509Certificate one : trusted) {
            addIfIssuer(one, of, issuers);
        }
        for (X509Certificate one : shown) {
            if (!trusted.contains(one)) {
                addIfIssuer(one, of, issuers);
            }
        }
        return issuers;
    }

    private static void addIfIssuer(X509Certificate one, X509Certificate of, List<X509Certificate> issuers) {
        if (one.getSubjectX500Principal().equals(of.getIssuerX500Principal())) {
            try {
                of.verify(one.getPublicKey());
                issuers.add(one);
            } catch (GeneralSecurityException e) {
                // another authority of the same name
            }
        }
    }
}
