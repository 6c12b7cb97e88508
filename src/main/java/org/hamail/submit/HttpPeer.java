package org.hamail.submit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The one HTTP server that a sink speaks to: requests bounded in time, answers bounded in size, no redirection. */
final class HttpPeer {
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final HttpClient client;
    private final Duration limit;

    /** Status and body, the latter cut at 64 KiB. */
    record Answer(int status, String body) {}

    /** {@code ca} is a file of PEM certificates; without it those of the JVM are trusted. */
    HttpPeer(Optional<Path> ca, Duration limit) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit);
        if (ca.isPresent()) {
            builder.sslContext(trusting(ca.get()));
        }
        this.client = builder.build();
        this.limit = limit;
    }

    Answer post(URI url, Map<String, String> headers, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(limit)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            return new Answer(response.statusCode(), new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8));
        }
    }

    private static SSLContext trusting(Path ca) throws IOException {
        try (InputStream in = Files.newInputStream(ca)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + count++, certificate);
            }
            if (count == 0) {
                throw new IOException("no certificate in " + ca);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificates in " + ca + ": " + e.getMessage(), e);
        }
    }
}
