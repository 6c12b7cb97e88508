package org.hamail.mail.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The digests that two old logins are made of. */
public final class Digests {
    private Digests() {}

    /** The answer to an APOP greeting, RFC 1939 section 7. */
    public static String apop(String timestamp, String password) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest((timestamp + password).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }

    /** The answer to a CRAM-MD5 challenge, RFC 2195, as base 64. */
    public static String cramMd5(byte[] challenge, Login login) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(login.password().getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            return Login.base64(login.user() + " " + HexFormat.of().formatHex(mac.doFinal(challenge)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-MD5", e);
        }
    }
}
