package org.hamail.mail.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.hamail.net.Secrets;

/** The probe account. */
public record Login(String user, String password) {
    /** The answer in SASL PLAIN, RFC 4616, as base 64. */
    public String plain() {
        return base64("\0" + user + "\0" + password);
    }

    public String userInBase64() {
        return base64(user);
    }

    public String passwordInBase64() {
        return base64(password);
    }

    public void keepSecret(Secrets secrets) {
        secrets.add(password);
        secrets.add(quoted(password));
        secrets.add(passwordInBase64());
        secrets.add(plain());
    }

    /** As it stands between the quotes of a string in IMAP, RFC 9051 section 4.3. */
    public static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Never with the password. */
    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
