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
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.hamail.net.AuthorityCertificates;

/**
 * The one HTTP server that a sink speaks to: requests bounded in time, answers bounded in size, no redirection. When the
 * exchange is not wanted any more, its connection is given up, wherever in an answer it stands.
 */
final class HttpPeer {
    private static final int LARGEST_CA = 4 << 20;

    private final HttpClient client;
    private final Duration limit;

    /** Status and body, the latter cut at 64 KiB. */
    record PeerAnswer(int status, String body) {}

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

    PeerAnswer post(URI url, Map<String, String> headers, String body, Cancellation cancellation)
            throws IOException, InterruptedException {
        HttpRequest request = request(url, headers, body);
        var start = new TruncatingSubscriber();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, head -> start);
        cancellation.holds(() -> {
            start.giveUp();
            answer.cancel(true);
        });
        return received(answer);
    }

    private HttpRequest request(URI url, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(limit)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        return request.build();
    }

    private static PeerAnswer received(CompletableFuture<HttpResponse<String>> answer)
            throws IOException, InterruptedException {
        try {
            HttpResponse<String> response = answer.get();
            return new PeerAnswer(response.statusCode(), response.body());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (CancellationException e) {
            throw new IOException("too late", e);
        }
    }

    private static SSLContext trusting(Path ca) throws IOException {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(certificates(ca)));
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificates in " + ca + ": " + e.getMessage(), e);
        }
    }

    private static KeyStore store(List<X509Certificate> certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("ca" + store.size(), certificate);
        }
        return store;
    }

    private static List<X509Certificate> certificates(Path ca) throws IOException {
        if (Files.exists(ca) && !Files.isRegularFile(ca)) { // a pipe would be waited for, for ever
            throw new IOException("no certificates in " + ca + ": not a regular file");
        }
        byte[] bytes = bytes(ca);
        try {
            return AuthorityCertificates.in(bytes);
        } catch (IOException e) {
            throw new IOException("no certificates in " + ca + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path ca) throws IOException {
        try (InputStream in = Files.newInputStream(ca)) {
            return in.readNBytes(LARGEST_CA);
        }
    }
}
