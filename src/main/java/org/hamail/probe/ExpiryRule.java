package org.hamail.probe;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hamail.net.CertificateText;
import org.hamail.net.TlsSession;
import org.hamail.plugin.ServerText;
import org.hamail.plugin.Status;

/**
 * How long the certificates of a server must still be valid.
 *
 * @param warnDays fewer days than these are worth a warning
 * @param critDays fewer days than these are critical; an expired certificate always is
 */
public record ExpiryRule(int warnDays, int critDays, Clock clock) {
    /** What is wrong with the chain of {@code session}, if anything. */
    public Optional<Expiry> judge(TlsSession session) {
        Instant now = clock.instant();
        Optional<X509Certificate> last = session.lastToBegin();
        if (last.isPresent() && last.get().getNotBefore().toInstant().isAfter(now)) {
            return critical(named(last.get(), session) + " is not valid before "
                    + last.get().getNotBefore().toInstant());
        }
        Optional<X509Certificate> first = session.firstToEnd();
        return first.isEmpty() ? Optional.empty() : judgeEnd(first.get(), session, now);
    }

    private Optional<Expiry> judgeEnd(X509Certificate first, TlsSession session, Instant now) {
        Instant end = first.getNotAfter().toInstant();
        Duration left = Duration.between(now, end);
        if (left.isNegative() || left.isZero()) {
            return critical(named(first, session) + " expired at " + end);
        }
        String sentence = named(first, session) + " expires in " + days(left) + ", at " + end;
        if (left.compareTo(Duration.ofDays(critDays)) < 0) {
            return critical(sentence);
        }
        return left.compareTo(Duration.ofDays(warnDays)) < 0
                ? Optional.of(new Expiry(Status.WARNING, sentence))
                : Optional.empty();
    }

    /** How long the certificates are still valid, for a status line in which nothing is wrong. */
    public Optional<String> left(TlsSession session) {
        return session.firstToEnd().map(first -> {
            Instant end = first.getNotAfter().toInstant();
            return "certificate valid for " + days(Duration.between(clock.instant(), end)) + ", until " + end;
        });
    }

    private static String named(X509Certificate certificate, TlsSession session) {
        return "the " + ServerText.of(CertificateText.of(certificate, session.chain()));
    }

    private static String days(Duration left) {
        return left.toDays() + (left.toDays() == 1 ? " day" : " days");
    }

    private static Optional<Expiry> critical(String sentence) {
        return Optional.of(new Expiry(Status.CRITICAL, sentence));
    }

    /** What is wrong, and how grave it is. */
    public record Expiry(Status status, String sentence) {}
}
