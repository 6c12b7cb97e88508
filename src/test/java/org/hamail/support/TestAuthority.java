package org.hamail.support;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certification authority for tests: certificates for any name and any time. */
public final class TestAuthority {
    private static final byte[] ECDSA_WITH_SHA256 =
            Der.sequence(Der.id(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private long serial = 1;

    /** An authority whose own certificate is valid from {@code start} to {@code end}. */
    public TestAuthority(String name, Instant start, Instant end) {
        this.name = name;
        this.keys = keys();
        byte[] constraints = Der.sequence(
                Der.id(0x55, 0x1d, 0x13), new byte[] {1, 1, (byte) 0xff}, Der.of(4, Der.sequence(new byte[] {1, 1, -1
                })));
        this.certificate = signed(name, keys, start, end, constraints);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** The authority's own certificate as people hand it on. */
    public String pem() {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server needs: its key, and the chain with its own certificate first. */
    public record Identity(PrivateKey key, List<X509Certificate> chain) {}

    /** An identity for {@code names}, host names or IPv4 addresses; without any, only the subject has {@code subject}. */
    public Identity issue(String subject, Instant start, Instant end, String... names) {
        KeyPair own = keys();
        var general = new ArrayList<byte[]>();
        for (String one : names) {
            general.add(one.matches("[0-9.]+") ? Der.of(0x87, address(one)) : Der.text(0x82, one));
        }
        byte[] alternatives = names.length == 0
                ? new byte[0]
                : Der.sequence(Der.id(0x55, 0x1d, 0x11), Der.of(4, Der.sequence(general.toArray(byte[][]::new))));
        return new Identity(own.getPrivate(), List.of(signed(subject, own, start, end, alternatives), certificate));
    }

    private X509Certificate signed(String subject, KeyPair subjectKeys, Instant start, Instant end, byte[] extension) {
        byte[] body = Der.sequence(
                Der.of(0xa0, Der.number(2)),
                Der.number(serial++),
                ECDSA_WITH_SHA256,
                distinguished(name),
                Der.sequence(Der.time(start), Der.time(end)),
                distinguished(subject),
                subjectKeys.getPublic().getEncoded(),
                extension.length == 0 ? extension : Der.of(0xa3, Der.sequence(extension)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            byte[] whole = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] distinguished(String common) {
        return Der.sequence(Der.of(0x31, Der.sequence(Der.id(0x55, 0x04, 0x03), Der.text(0x0c, common))));
    }

    private static byte[] address(String dotted) {
        String[] parts = dotted.split("\\.");
        var bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
