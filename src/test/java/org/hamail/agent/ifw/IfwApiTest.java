package org.hamail.agent.ifw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.hamail.agent.Check;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.Check.Checks;
import org.hamail.agent.CheckRun;
import org.hamail.support.TestAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The caller is written from the description of Icinga's {@code ifw-api}: what it sends, and what it takes. */
@Timeout(120)
class IfwApiTest {
    private static final String CHECK = "/v1/checker?command=check_mail_protocol";
    private final Instant start = Instant.now().minus(Duration.ofDays(1));
    private final Instant end = Instant.now().plus(Duration.ofDays(9));

    @TempDir
    private Path folder;

    private final TestAuthority authority = new TestAuthority("Icinga CA", start, end);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private IfwApi api;

    @BeforeEach
    void listen() throws Exception {
        api = new IfwApi("127.0.0.1", 0, access(Optional.empty()), new Echo());
    }

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    @Test
    void argumentsAreOptionsAndResultFitsIcinga() throws Exception {
        HttpResponse<String> answer = post(
                CHECK,
                "{\"-P\":\"imap\",\"-H\":\"mail1\",\"--verify\":true,\"-S\":false,"
                        + "\"-e\":[\"a b\",\"-ERR\"],\"--warning\":5,\"--sni\":null}");
        assertEquals(200, answer.statusCode(), answer::body);
        JsonObject result =
                JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("check_mail_protocol");
        assertEquals(2, result.get("exitcode").getAsInt());
        assertEquals(
                "IMAP CRITICAL [refused]: [check_mail_protocol, -P, imap, -H, mail1, --verify, -e, a b, -e, -ERR,"
                        + " --warning=5] ä\ndetail | of it",
                result.get("checkresult").getAsString());
        assertEquals(
                "[\"time=0.1s;1;2;0\",\"connect=0.1s\"]", result.get("perfdata").toString());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "400~/v1/checker~{}",
                "400~/v1/checker?command=check_mail_protocol&command=check_mail_ha~{}",
                "400~/v1/checker?command=check_mail_protocol~[1]",
                "400~/v1/checker?command=check_mail_protocol~{",
                "400~/v1/checker?command=check_mail_protocol~`{\"-P\":{\"value\":1}}`",
                "400~/v1/checker?command=check_mail_protocol~`{\"imap\":true}`",
                "403~/v1/checker?command=check_mail_protocol~`{\"--password-file\":\"/etc/shadow\"}`",
                "403~/v1/checker?command=check_mail_protocol~`{\"-P\":\"elsewhere\"}`",
                "404~/v1/checker?command=handle_mail_fault~{}",
                "404~/v1/checker?command=..%2F..%2Fbin%2Fsh~{}",
                "404~/v1/status~{}",
            })
    void whatCannotBeAnsweredIsAnErrorOfHttp(int status, String target, String body) throws Exception {
        HttpResponse<String> answer = post(target, body);
        assertEquals(status, answer.statusCode(), answer::body);
        JsonObject error = JsonParser.parseString(answer.body()).getAsJsonObject();
        assertEquals(status, error.get("error").getAsInt());
        assertTrue(error.get("status").getAsString().length() > 3);
    }

    @Test
    void figuresAreAnsweredWhereTheyAreSwitchedOn() throws Exception {
        HttpRequest.Builder asked = HttpRequest.newBuilder(uri("/metrics")).GET();
        assertEquals(404, send(asked.copy()).statusCode());
        api.figures(Optional.of(() -> "# TYPE a gauge\na 1\n# EOF\n"));
        HttpResponse<String> answer = send(asked.copy());
        assertEquals(200, answer.statusCode());
        assertEquals("# TYPE a gauge\na 1\n# EOF\n", answer.body());
        assertEquals(
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(404, send(HttpRequest.newBuilder(uri("/metricss")).GET()).statusCode());
    }

    @Test
    void otherMethodsAndLengthsAreRefused() throws Exception {
        HttpResponse<String> got = send(HttpRequest.newBuilder(uri(CHECK)).GET());
        assertEquals(
                "405 POST",
                got.statusCode() + " " + got.headers().firstValue("Allow").orElse(""));
        assertEquals(
                413, post(CHECK, "{\"-e\":\"" + "x".repeat(200_000) + "\"}").statusCode());
        byte[] chunks = "{}".getBytes(StandardCharsets.US_ASCII);
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(chunks));
        assertEquals(501, send(HttpRequest.newBuilder(uri(CHECK)).POST(chunked)).statusCode());
        assertEquals(400, post(CHECK, "[".repeat(100_000)).statusCode());
        HttpRequest.Builder stuffed = HttpRequest.newBuilder(uri(CHECK)).header("X", "y".repeat(20_000));
        assertEquals(431, send(stuffed.POST(BodyPublishers.ofString("{}"))).statusCode());
    }

    @Test
    void callerWithoutTrustedCertificateIsNotServed() {
        var other = new TestAuthority("Icinga CA", start, end);
        assertThrows(IOException.class, () -> client(Optional.empty()).send(request("{}"), text()));
        assertThrows(IOException.class, () -> client(Optional.of(other.issue("stranger", start, end, "stranger")))
                .send(request("{}"), text()));
    }

    @Test
    void whoDoesNotKnowPasswordIsNotServed() throws Exception {
        api.replace(access(Optional.of(new IfwAccess.IfwLogin("icinga", "secrèt"))));
        HttpResponse<String> refused = post(CHECK, "{}");
        assertEquals(401, refused.statusCode());
        assertTrue(refused.headers().firstValue("WWW-Authenticate").isPresent());
        String pair = Base64.getEncoder().encodeToString("icinga:secrèt".getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder known = HttpRequest.newBuilder(uri(CHECK)).header("Authorization", "Basic " + pair);
        assertEquals(200, send(known.POST(BodyPublishers.ofString("{}"))).statusCode());
        HttpRequest.Builder wrong = HttpRequest.newBuilder(uri(CHECK)).header("Authorization", "Basic x");
        assertEquals(401, send(wrong.POST(BodyPublishers.ofString("{}"))).statusCode());
    }

    /** Icinga gives up after {@code check_timeout}: a probe that hangs must not keep its place for 11 minutes. */
    @Test
    void aCheckWhoseCallerHasGoneIsEnded() throws Exception {
        HttpRequest patient = HttpRequest.newBuilder(uri(CHECK))
                .timeout(Duration.ofMillis(700))
                .POST(BodyPublishers.ofString("{\"-P\":\"hang\"}"))
                .build();
        assertThrows(IOException.class, () -> client(Optional.of(icinga())).send(patient, text()));
        assertTrue(begun.await(60, TimeUnit.SECONDS));
        assertTrue(abandoned.await(60, TimeUnit.SECONDS));
    }

    @Test
    void strangersDoNotKeepOthersFromBeingServed() throws Exception {
        var crowd = new ArrayList<Socket>();
        var random = new Random(1);
        try {
            for (int i = 0; i < 100; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
                crowd.add(socket);
                byte[] bytes = new byte[random.nextInt(600)];
                random.nextBytes(bytes);
                if (i % 3 == 0) {
                    socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } else if (i % 3 == 1) {
                    socket.getOutputStream().write(bytes);
                }
            }
            assertEquals(200, post(CHECK, "{}").statusCode());
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    @Test
    void opensslKeysAreReadOnlyWhereSecret() throws Exception {
        Path chain = chain(icinga());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
        byte[] plain = Arrays.copyOfRange(pkcs8, 26, pkcs8.length); // RFC 8017, as Icinga writes its keys
        Path key = pem("rsa", "RSA PRIVATE KEY", plain);
        ServerIdentity.tls(chain, key, Optional.empty());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        IOException open = assertThrows(IOException.class, () -> ServerIdentity.tls(chain, key, Optional.empty()));
        assertEquals("key file " + key + " can be read by others (chmod o-r)", open.getMessage());
        Path none = pem("none", "CERTIFICATE", plain);
        assertThrows(IOException.class, () -> ServerIdentity.tls(chain, none, Optional.empty()));
    }

    private HttpResponse<String> post(String target, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(target)).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(uri(CHECK))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client(Optional.of(icinga())).send(request.build(), text());
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8);
    }

    private URI uri(String target) {
        return URI.create("https://127.0.0.1:" + api.port() + target);
    }

    private TestAuthority.Identity icinga() {
        return authority.issue("monitor1", start, end, "127.0.0.1");
    }

    private HttpClient client(Optional<TestAuthority.Identity> shown) throws Exception {
        KeyStore trusted = store();
        trusted.setCertificateEntry("ca", authority.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManager[] keys = {};
        if (shown.isPresent()) {
            KeyStore own = store();
            own.setKeyEntry(
                    "own", shown.get().key(), new char[0], shown.get().chain().toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own, new char[0]);
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static KeyStore store() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private IfwAccess access(Optional<IfwAccess.IfwLogin> login) throws Exception {
        TestAuthority.Identity own = authority.issue("phys-a", start, end, "127.0.0.1");
        PrivateKey key = own.key();
        Path ca = Files.writeString(folder.resolve("ca.crt"), authority.pem());
        return new IfwAccess(
                ServerIdentity.tls(chain(own), pem("key", "PRIVATE KEY", key.getEncoded()), Optional.of(ca)),
                true,
                login);
    }

    private Path chain(TestAuthority.Identity identity) throws Exception {
        return pem("crt", "CERTIFICATE", identity.chain().get(0).getEncoded());
    }

    private Path pem(String name, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Path file = Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /** Says its words back. */
    private final class Echo implements Checks {
        @Override
        public Optional<Check> named(List<String> words) {
            return words.get(0).equals("check_mail_protocol") ? Optional.of(() -> run(words)) : Optional.empty();
        }

        @Override
        public Optional<CheckRun> runFor(List<String> words) {
            return words.contains("elsewhere") ? Optional.empty() : named(words).map(Check::run);
        }

        private CheckRun run(List<String> words) {
            return new CheckRun() {
                @Override
                public Answer answer() {
                    if (words.contains("hang")) {
                        begun.countDown();
                        try {
                            abandoned.await();
                        } catch (InterruptedException e) {
                            abandoned.countDown();
                        }
                    }
                    return new Answer(
                            "IMAP CRITICAL [refused]: " + words + " ä|time=0.1s;1;2;0 connect=0.1s\ndetail | of it\n",
                            2);
                }
            };
        }
    }
}
