package org.hamail.support;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The server's side of TLS in tests, with certificates good and bad. */
public final class TestTls {
    private static final TestAuthority AUTHORITY = new TestAuthority("test authority", days(-1000), days(1000));
    private static final TestAuthority ENDING = new TestAuthority("ending authority", days(-1000), days(5));
    private static final char[] PASSWORD = "secret".toCharArray();

    private TestTls() {}

    /** The authority of most identities, as a file in PEM has it. */
    public static String authority() {
        return AUTHORITY.pem();
    }

    /** One of the identities that servers take on here. */
    public static TestAuthority.Identity identity(String name) {
        return switch (name) {
            case "good" -> AUTHORITY.issue("mail", days(-1), days(100), "localhost", "mail.test", "127.0.0.1");
            case "other" -> AUTHORITY.issue("mail", days(-1), days(100), "other.test", "127.0.0.9");
            case "wild" -> AUTHORITY.issue("mail", days(-1), days(100), "*.mail.test");
            case "subject" -> AUTHORITY.issue("localhost", days(-1), days(100));
            case "soon" -> AUTHORITY.issue("mail", days(-1), days(10), "localhost", "127.0.0.1");
            case "expired" -> AUTHORITY.issue("mail", days(-30), days(-2), "localhost", "127.0.0.1");
            case "future" -> AUTHORITY.issue("mail", days(2), days(100), "localhost", "127.0.0.1");
            case "ending" -> ENDING.issue("mail", days(-1), days(100), "localhost", "127.0.0.1");
            default -> throw new IllegalArgumentException("no such identity: " + name);
        };
    }

    /** Lets {@code plain} go on in TLS as a server with the identity {@code name}; {@code name/TLSv1.2} asks for a version. */
    public static Socket server(Socket plain, String name) throws IOException {
        String[] parts = name.split("/");
        var socket = (SSLSocket)
                context(identity(parts[0])).getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        if (parts.length > 1) {
            socket.setEnabledProtocols(new String[] {parts[1]});
        }
        socket.startHandshake();
        return socket;
    }

    /** A context of a server. */
    public static SSLContext context(TestAuthority.Identity identity) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", identity.key(), PASSWORD, identity.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant days(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }
}
