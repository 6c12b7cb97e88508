package org.hamail.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certification authorities that a served chain must lead to. */
public final class Trust {
    private static final int LARGEST = 4 << 20;

    private final X509TrustManager manager;

    private Trust(X509TrustManager manager) {
        this.manager = manager;
    }

    /** The authorities that this Java installation trusts. */
    public static Trust system() {
        return Installed.TRUST;
    }

    /**
     * The authorities in {@code file}, one or more certificates in PEM or DER.
     *
     * @throws IOException with a reason for people when there are none to be had from it
     */
    public static Trust of(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("not a regular file"); // a pipe may never end
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("larger than " + (LARGEST >> 20) + " MB");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate authority :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                store.setCertificateEntry("authority " + store.size(), authority);
            }
            if (store.size() == 0) {
                throw new IOException("no certificate in it");
            }
            return new Trust(manager(store));
        } catch (GeneralSecurityException e) {
            throw new IOException("no readable certificate in it", e);
        }
    }

    /** Whether {@code chain}, the server's own certificate first, is to be believed for {@code authType}. */
    void check(X509Certificate[] chain, String authType) throws NetFault {
        try {
            manager.checkServerTrusted(chain, authType);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new NetFault(NetFault.Kind.CERTIFICATE, CertificateErrors.sentence(e), e);
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager known) {
                return known;
            }
        }
        throw new GeneralSecurityException("this Java has no trust manager for X.509");
    }

    /** Read once: it takes a while. */
    private static final class Installed {
        static final Trust TRUST = read();

        private static Trust read() {
            try {
                return new Trust(manager(null));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the authorities of this Java installation cannot be read", e);
            }
        }
    }
}
