package org.hamail.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificates in a file, as OpenSSL reads it: in PEM (RFC 7468) whatever stands between and before them, keys,
 * parameters and text included; otherwise in DER.
 */
public final class AuthorityCertificates {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 #]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN [A-Z0-9 #]*(CERTIFICATE|PKCS ?#?7)");
    private static final List<String> SINGLE = List.of("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE");
    private static final List<String> SEVERAL = List.of("PKCS7", "PKCS #7 SIGNED DATA", "CMS");

    private AuthorityCertificates() {}

    /**
     * At least one.
     *
     * @throws IOException with a reason for people
     */
    public static List<X509Certificate> in(byte[] file) throws IOException {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        var found = new ArrayList<X509Certificate>();
        if (text.contains("-----BEGIN ")) {
            blocks(text, found);
        } else {
            read(file, found);
        }
        if (found.isEmpty()) {
            throw new IOException("no certificate in it");
        }
        return found;
    }

    private static void blocks(String text, List<X509Certificate> found) throws IOException {
        Matcher block = BLOCK.matcher(text);
        int end = 0;
        while (block.find()) {
            end = block.end();
            if (SINGLE.contains(block.group(1)) || SEVERAL.contains(block.group(1))) {
                read(decoded(block.group(2)), found);
            }
        }
        if (BEGIN.matcher(text).region(end, text.length()).find()) {
            throw new IOException("its last certificate is not complete");
        }
    }

    private static byte[] decoded(String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static void read(byte[] der, List<X509Certificate> found) throws IOException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Certificate one : factory.generateCertificates(new ByteArrayInputStream(der))) {
                if (one instanceof X509Certificate known) {
                    found.add(known);
                }
            }
        } catch (CertificateException e) {
            throw unreadable(e);
        }
    }

    private static IOException unreadable(Exception cause) {
        return new IOException("no readable certificate in it", cause);
    }
}
