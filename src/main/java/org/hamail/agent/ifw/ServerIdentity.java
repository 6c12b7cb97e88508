package org.hamail.agent.ifw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.hamail.net.AuthorityCertificates;

/** The certificate and key with which a server of ours speaks TLS, and the authorities of its clients; all in PEM. */
public final class ServerIdentity {
    private static final int LARGEST = 1 << 20;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = {};

    /** What stands before a key of RFC 8017 in PKCS #8: version 0, rsaEncryption without parameters. */
    private static final byte[] RSA = {
        2, 1, 0, 0x30, 13, 6, 9, 42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };

    private ServerIdentity() {}

    /**
     * @param ca the authorities of the clients, who are to show a certificate then
     * @throws IOException with a sentence for people: which of the files cannot be used, and why
     */
    public static SSLContext tls(Path certificate, Path key, Optional<Path> ca) throws IOException {
        List<X509Certificate> chain = certificates(certificate);
        try {
            KeyStore own = empty();
            own.setKeyEntry("own", key(key), NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), ca.isPresent() ? clients(ca.get()) : new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS with " + certificate + " and " + key + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] clients(Path ca) throws IOException, GeneralSecurityException {
        KeyStore authorities = empty();
        for (X509Certificate one : certificates(ca)) {
            authorities.setCertificateEntry(Integer.toString(authorities.size()), one);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        return trust.getTrustManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            return AuthorityCertificates.in(bytes(file));
        } catch (IOException e) {
            throw new IOException("certificate file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file) throws IOException {
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            throw new IOException("key file " + file + " can be read by others (chmod o-r)");
        }
        Matcher block = KEY.matcher(new String(bytes(file), StandardCharsets.ISO_8859_1));
        if (!block.find()) {
            throw new IOException("key file " + file
                    + " has no key that can be used (openssl pkcs8 -topk8 -nocrypt makes one of others)");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(2));
        var spec = new PKCS8EncodedKeySpec(block.group(1) == null ? der : sequence(join(RSA, tagged(4, der))));
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // of another kind
            } catch (GeneralSecurityException e) {
                throw new IOException("key file " + file + " cannot be used: " + e.getMessage(), e);
            }
        }
        throw new IOException("key file " + file + " has neither an RSA nor an EC key");
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException(file + " is larger than " + LARGEST + " bytes");
            }
            return bytes;
        }
    }

    private static byte[] sequence(byte[] content) {
        return tagged(0x30, content);
    }

    /** A value of DER with two bytes of length, which every key of RSA needs. */
    private static byte[] tagged(int tag, byte[] content) {
        byte[] head = {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return join(head, content);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
