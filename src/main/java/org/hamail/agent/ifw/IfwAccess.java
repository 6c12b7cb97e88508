package org.hamail.agent.ifw;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Who may call.
 *
 * @param tls the server's certificate, and the authorities of the callers
 * @param certificates whether a caller must show a certificate
 */
public record IfwAccess(SSLContext tls, boolean certificates, Optional<IfwLogin> login) {
    /** What a caller must say. It does not show itself. */
    public static final class IfwLogin {
        private final byte[] header;

        public IfwLogin(String user, String password) {
            String pair = user + ":" + password;
            this.header = ("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                    .getBytes(StandardCharsets.US_ASCII);
        }

        boolean is(String said) {
            return MessageDigest.isEqual(header, said.getBytes(StandardCharsets.UTF_8));
        }
    }

    boolean lets(HttpRequest request) {
        return login.isEmpty() || login.get().is(request.header("authorization").orElse(""));
    }
}
