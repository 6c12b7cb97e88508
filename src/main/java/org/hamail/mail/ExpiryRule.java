package org.hamail.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hamail.net.TlsSession;
import org.hamail.plugin.Status;

/**
 * How long the certificates of a server must still be valid.
 *
 * @param warnDays fewer days than these are worth a warning
 * @param critDays fewer days than these are critical; an expired certificate always is
 */
public record ExpiryRule(int warnDays, int critDays, Clock clock) {
    /** What is wrong with the chain of {@code session}, if anything. */
    Optional<Finding> judge(TlsSession session) {
        Instant now = clock.instant();
        if (session.validFrom().isAfter(now)) {
            return Optional.of(
                    new Finding(Status.CRITICAL, "a certificate is not valid before " + session.validFrom()));
        }
        Duration left = Duration.between(now, session.validUntil());
        if (left.isNegative() || left.isZero()) {
            return Optional.of(new Finding(Status.CRITICAL, "a certificate expired at " + session.validUntil()));
        }
        long days = left.toDays();
        String sentence =
                "a certificate expires in " + days + (days == 1 ? " day" : " days") + ", at " + session.validUntil();
        if (left.compareTo(Duration.ofDays(critDays)) < 0) {
            return Optional.of(new Finding(Status.CRITICAL, sentence));
        }
        return left.compareTo(Duration.ofDays(warnDays)) < 0
                ? Optional.of(new Finding(Status.WARNING, sentence))
                : Optional.empty();
    }

    /** What is wrong, and how grave it is. */
    record Finding(Status status, String sentence) {}
}
