package org.hamail.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.support.TestAuthority;
import org.hamail.support.TestTls;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in the look-up, in the handshake and in the certificate. */
@Timeout(600)
class ServerNameTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final TestAuthority AUTHORITY = new TestAuthority("names", days(-10), days(10));

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "mail.example.org., mail.example.org, mail.example.org",
        "müller.example, xn--mller-kva.example, xn--mller-kva.example",
        "müller.example, xn--mller-kva.example, XN--MLLER-KVA.example.",
        "mx.müller.example., mx.xn--mller-kva.example, *.xn--mller-kva.example"
    })
    void theServerIsAskedForTheNameAndItsCertificateFitsIt(String host, String asked, String certified)
            throws Exception {
        assertEquals(asked, handshake(host, Optional.empty(), certified));
        assertEquals(asked, handshake("other.example", Optional.of(host), certified));
    }

    @Test
    void wrongNameIsReportedWithNamesAndCure() throws Exception {
        NetworkException fault = assertThrows(
                NetworkException.class,
                () -> handshake("mail.example.org", Optional.empty(), "a.example", "b.example"));
        assertEquals(NetworkException.Kind.CERTIFICATE, fault.kind());
        String sentence = String.valueOf(fault.getMessage());
        assertTrue(
                sentence.matches("the certificate for a.example and b.example is not for mail.example.org,"
                        + " valid until [-0-9]+T[0-9:]+Z; where another name is right, --sni NAME .*"),
                sentence);
    }

    /** The platform's server refuses such a name, so it is looked for in the first bytes of the handshake. */
    @Test
    void aNameWithAnUnderscoreIsAskedFor() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, HERE);
                Connection wire = Connection.connect(
                        List.of(HERE), server.getLocalPort(), Deadline.after(Duration.ofMinutes(9)))) {
            CompletableFuture<String> hello = CompletableFuture.supplyAsync(() -> {
                try (Socket plain = server.accept()) {
                    byte[] header = plain.getInputStream().readNBytes(5);
                    int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
                    return new String(plain.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
                } catch (IOException e) {
                    return "";
                }
            });
            assertThrows(NetworkException.class, () -> wire.secure("my_mail.example.org.", TlsSettings.unverified()));
            assertTrue(hello.get().contains("\0\u0013my_mail.example.org"), hello.get());
        }
    }

    @Test
    void lookUpIsAsciiWithFinalDot() throws NetworkException {
        var asked = new AtomicReference<String>();
        var resolver = new Resolver(name -> {
            asked.set(name);
            return new InetAddress[] {HERE};
        });
        resolver.resolve("müller.example.", Family.ANY, Deadline.after(Duration.ofMinutes(9)));
        assertEquals("xn--mller-kva.example.", asked.get());
    }

    /** The name that the server was asked for. */
    private String handshake(String host, Optional<String> sni, String... certified) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), AUTHORITY.pem());
        TestAuthority.Identity identity = AUTHORITY.issue("mail", days(-1), days(1), certified);
        try (ServerSocket server = new ServerSocket(0, 5, HERE);
                Connection wire = Connection.connect(
                        List.of(HERE), server.getLocalPort(), Deadline.after(Duration.ofMinutes(9)))) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> asked(server, identity));
            wire.secure(host, new TlsSettings(sni, Optional.of(Trust.of(file))));
            return asked.get();
        }
    }

    private static String asked(ServerSocket server, TestAuthority.Identity identity) {
        try (Socket plain = server.accept();
                var socket = (SSLSocket)
                        TestTls.context(identity).getSocketFactory().createSocket(plain, null, plain.getPort(), true)) {
            socket.setUseClientMode(false);
            socket.startHandshake();
            var session = (ExtendedSSLSession) socket.getSession();
            return session.getRequestedServerNames().isEmpty()
                    ? ""
                    : new String(session.getRequestedServerNames().get(0).getEncoded(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static Instant days(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }
}
