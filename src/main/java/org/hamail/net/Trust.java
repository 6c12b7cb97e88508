package org.hamail.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certification authorities that a served chain must lead to. */
public final class Trust {
    private static final int LARGEST = 4 << 20;

    private static @Nullable Trust installed;

    private final @Nullable X509TrustManager manager;
    private final String unusable;

    private Trust(@Nullable X509TrustManager manager, String unusable) {
        this.manager = manager;
        this.unusable = unusable;
    }

    /**
     * The authorities that this Java installation trusts. Where these cannot be read, no server can be judged by them: that
     * is said when one is to be.
     */
    public static synchronized Trust system() {
        Trust known = installed;
        if (known == null) {
            known = ofThisJava();
            installed = known.unusable.isEmpty() ? known : null; // read once: it takes a while
        }
        return known;
    }

    private static Trust ofThisJava() {
        try {
            X509TrustManager manager = manager(null);
            return manager.getAcceptedIssuers().length == 0 ? unusable("there are none") : new Trust(manager, "");
        } catch (GeneralSecurityException | RuntimeException e) {
            return unusable(String.valueOf(e.getMessage()));
        }
    }

    private static Trust unusable(String why) {
        return new Trust(
                null,
                "the authorities that this Java trusts cannot be read (" + why
                        + "); see javax.net.ssl.trustStore, or name a file with --ca");
    }

    /**
     * The authorities in {@code file}, one or more certificates in PEM or DER.
     *
     * @throws IOException with a reason for people when there are none to be had from it
     */
    public static Trust of(Path file) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : AuthorityCertificates.in(bytes(file))) {
                store.setCertificateEntry("authority " + store.size(), authority);
            }
            return new Trust(manager(store), "");
        } catch (GeneralSecurityException e) {
            throw new IOException("no readable certificate in it", e);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("not a regular file"); // a pipe may never end
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("larger than " + (LARGEST >> 20) + " MB");
            }
            return bytes;
        }
    }

    /**
     * Whether {@code chain}, the server's own certificate first, is to be believed for {@code authType}; the certificates
     * that it is believed for, as far as the trusted one.
     *
     * @throws NetworkException CERTIFICATE, or LOCAL when there is nothing to judge by
     */
    List<X509Certificate> check(X509Certificate[] chain, String authType) throws NetworkException {
        if (manager == null) {
            throw new NetworkException(NetworkException.Kind.LOCAL, unusable);
        }
        Instant now = Instant.now();
        List<X509Certificate> path = new TrustPath(chain, manager.getAcceptedIssuers(), now).find();
        Optional<NetworkException> outOfDate = CertificateFault.outOfDate(path, now);
        if (outOfDate.isPresent()) {
            throw outOfDate.get();
        }
        try {
            manager.checkServerTrusted(chain, authType);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw CertificateFault.untrusted(chain[0], e, now);
        }
        return path.isEmpty() ? List.of(chain) : path;
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
}
