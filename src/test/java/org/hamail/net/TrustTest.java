package org.hamail.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.hamail.support.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("authority", days(-100), days(100));
    private static final TestAuthority EXPIRED = new TestAuthority("old authority", days(-100), days(-1));
    private static final TestAuthority FUTURE = new TestAuthority("new authority", days(1), days(100));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPinnedCertificateThatExpiredIsNotBelieved() throws IOException {
        TestAuthority.Identity own = AUTHORITY.issue("mail", days(-10), days(-1), "mail.test");
        assertRefused(
                "the certificate for mail.test expired at ", own, own.chain().get(0));
    }

    @Test
    void pinnedCertificateNotYetValidIsNotTrusted() throws IOException {
        TestAuthority.Identity own = AUTHORITY.issue("mail", days(1), days(10), "mail.test", "127.0.0.1");
        assertRefused(
                "the certificate for mail.test and 127.0.0.1 is not valid before ",
                own,
                own.chain().get(0));
    }

    @Test
    void aTrustedAuthorityThatExpiredIsNotBelieved() throws IOException {
        TestAuthority.Identity own = EXPIRED.issue("mail", days(-10), days(10), "mail.test");
        assertRefused("the certificate of the authority 'old authority' expired at ", own, EXPIRED.certificate());
        TestAuthority.Identity next = FUTURE.issue("mail", days(-10), days(10), "mail.test");
        assertRefused(
                "the certificate of the authority 'new authority' is not valid before ", next, FUTURE.certificate());
    }

    @Test
    void expiredCertificateThatNobodyNeedsIsNoFault() throws IOException {
        TestAuthority.Identity own = AUTHORITY.issue("mail", days(-10), days(10), "mail.test");
        X509Certificate[] shown = {own.chain().get(0), EXPIRED.certificate(), AUTHORITY.certificate()};
        Trust trust = trust(pem(EXPIRED.certificate()) + pem(AUTHORITY.certificate()));
        assertEquals(List.of(own.chain().get(0), AUTHORITY.certificate()), trust.check(shown, "UNKNOWN"));
    }

    @Test
    void pinnedCertificateThatIsValidNeedsNoAuthority() throws IOException {
        TestAuthority.Identity own = EXPIRED.issue("mail", days(-10), days(10), "mail.test");
        Trust trust = trust(pem(own.chain().get(0)));
        assertEquals(List.of(own.chain().get(0)), trust.check(own.chain().toArray(X509Certificate[]::new), "UNKNOWN"));
    }

    @Test
    void untrustedIssuerIsNamedWithIssuerAndEnd() throws IOException {
        TestAuthority.Identity own = EXPIRED.issue("mail", days(-10), days(10), "mail.test");
        NetworkException fault =
                assertRefused("the certificate for mail.test is not trusted: ", own, AUTHORITY.certificate());
        assertTrue(
                String.valueOf(fault.getMessage())
                        .matches(
                                ".*: the chain from 'old authority' does not lead to a trusted authority,"
                                        + " valid until [-0-9]+T[0-9:]+Z; to trust that authority, name its certificate with --ca FILE"),
                fault.getMessage());
    }

    /** As openssl-req(1) makes them, marked as an authority's; also where another one of the same name is trusted. */
    @Test
    void selfSignedCertificateIsCalledSo() throws IOException {
        var server = new TestAuthority("mail", days(-10), days(10));
        var own = new TestAuthority.Identity(
                AUTHORITY.issue("unused", days(-1), days(1)).key(), List.of(server.certificate()));
        for (TestAuthority trusted : List.of(AUTHORITY, new TestAuthority("mail", days(-20), days(20)))) {
            NetworkException fault =
                    assertRefused("the certificate for mail is not trusted: ", own, trusted.certificate());
            assertTrue(
                    String.valueOf(fault.getMessage())
                            .matches(".* is not trusted: it is self-signed, valid until [-0-9]+T[0-9:]+Z;"
                                    + " to trust it, name it with --ca FILE"),
                    fault.getMessage());
        }
    }

    @Test
    void pinnedSelfSignedCertificateIsNamedByItsHosts() throws IOException {
        var expired = new TestAuthority("mail.test", days(-10), days(-1));
        var own = new TestAuthority.Identity(
                AUTHORITY.issue("unused", days(-1), days(1)).key(), List.of(expired.certificate()));
        assertRefused("the certificate for mail.test expired at ", own, expired.certificate());
        NetworkException fault =
                assertThrows(NetworkException.class, () -> new PeerName(expired.certificate()).check("other.test"));
        assertTrue(
                String.valueOf(fault.getMessage()).startsWith("the certificate for mail.test is not for other.test"),
                fault.getMessage());
    }

    @Test
    void selfSignedCertificateThatHasExpiredIsNotCalledValid() throws IOException {
        var expired = new TestAuthority("mail.test", days(-10), days(-1));
        var own = new TestAuthority.Identity(
                AUTHORITY.issue("unused", days(-1), days(1)).key(), List.of(expired.certificate()));
        NetworkException fault = assertRefused(
                "the certificate for mail.test is not trusted: it is self-signed, expired at ",
                own,
                AUTHORITY.certificate());
        assertTrue(String.valueOf(fault.getMessage()).endsWith("; to trust it, name it with --ca FILE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{pem}",
                "\u00ef\u00bb\u00bf{pem}",
                "0: the authority of the test\nsubject=/CN=x - y\n{pem}",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n{pem}",
                "{pem}-----BEGIN DH PARAMETERS-----\nMAYCAQUCAQI=\n-----END DH PARAMETERS-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,0\n\nAAAA\n-----END RSA PRIVATE KEY-----\n{pem}",
                "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n{pem}\u0000\n",
                "{crlf}"
            })
    void authoritiesAreReadAsOpenSslReadsThem(String text) throws IOException {
        String pem = AUTHORITY.pem();
        Trust trust = trust(text.replace("{pem}", pem).replace("{crlf}", pem.replace("\n", "\r\n")));
        TestAuthority.Identity own = AUTHORITY.issue("mail", days(-10), days(10), "mail.test");
        assertEquals(own.chain(), trust.check(own.chain().toArray(X509Certificate[]::new), "UNKNOWN"));
    }

    @Test
    void allCertificatesOfFileCountDerIncluded() throws Exception {
        assertEquals(
                1,
                AuthorityCertificates.in(AUTHORITY.certificate().getEncoded()).size());
        String trusted = (EXPIRED.pem() + AUTHORITY.pem()).replace("CERTIFICATE-----", "X509 CERTIFICATE-----");
        assertEquals(
                List.of(EXPIRED.certificate(), AUTHORITY.certificate()),
                AuthorityCertificates.in(trusted.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "{pem}-----BEGIN CERTIFICATE-----\nMIIB",
                "nothing"
            })
    void aFileWithoutACertificateOrWithHalfOfOneIsRefused(String text) {
        byte[] bytes = text.replace("{pem}", AUTHORITY.pem()).getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(IOException.class, () -> AuthorityCertificates.in(bytes));
    }

    private NetworkException assertRefused(String reason, TestAuthority.Identity own, X509Certificate trusted)
            throws IOException {
        Trust trust = trust(pem(trusted));
        X509Certificate[] chain = own.chain().toArray(X509Certificate[]::new);
        NetworkException fault = assertThrows(NetworkException.class, () -> trust.check(chain, "UNKNOWN"));
        assertEquals(NetworkException.Kind.CERTIFICATE, fault.kind());
        assertTrue(String.valueOf(fault.getMessage()).startsWith(reason), fault.getMessage());
        return fault;
    }

    private Trust trust(String text) throws IOException {
        return Trust.of(Files.write(folder.resolve("ca.pem"), text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant days(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }
}
