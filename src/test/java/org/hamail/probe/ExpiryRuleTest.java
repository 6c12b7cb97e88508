package org.hamail.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hamail.net.TlsSession;
import org.hamail.plugin.Status;
import org.hamail.probe.ExpiryRule.Expiry;
import org.hamail.support.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryRuleTest {
    private static final Instant END = Instant.parse("2030-06-15T12:00:00Z");
    private static final Instant BEGIN = END.minus(Duration.ofDays(90));
    private static final TestAuthority AUTHORITY = new TestAuthority("authority", BEGIN, END);
    private static final TlsSession SESSION = new TlsSession(
            "TLSv1.3",
            "any",
            List.of(
                    AUTHORITY
                            .issue("mail", BEGIN, END.plus(Duration.ofDays(9)), "mail.test")
                            .chain()
                            .get(0),
                    AUTHORITY.certificate()));

    @ParameterizedTest
    @CsvSource({
        "719, WARNING, in 29 days",
        "48, CRITICAL, in 2 days",
        "47, CRITICAL, in 1 day",
        "23, CRITICAL, in 0 days"
    })
    void theDaysThatAreLeftAreCountedDown(int hours, Status status, String left) {
        String sentence = "the certificate of the authority 'authority' expires " + left + ", at " + END;
        assertEquals(Optional.of(new Expiry(status, sentence)), judged(hours));
    }

    @ParameterizedTest
    @CsvSource({"720", "2000"})
    void enoughDaysAreFine(int hours) {
        assertEquals(Optional.empty(), judged(hours));
    }

    /** openssl-req(1) marks a self-signed certificate as an authority's; it is a server's all the same. */
    @Test
    void selfSignedCertificateOfServerIsNamedByItsHosts() {
        var session = new TlsSession("TLSv1.3", "any", List.of(AUTHORITY.certificate()));
        assertEquals(
                Optional.of(new Expiry(Status.CRITICAL, "the certificate for authority expires in 0 days, at " + END)),
                judged(23, session));
    }

    private static Optional<Expiry> judged(int hours) {
        return judged(hours, SESSION);
    }

    private static Optional<Expiry> judged(int hours, TlsSession session) {
        Clock clock = Clock.fixed(END.minus(Duration.ofHours(hours)), ZoneOffset.UTC);
        return new ExpiryRule(30, 5, clock).judge(session);
    }
}
