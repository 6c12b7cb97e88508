package org.hamail.submit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hamail.io.SecretFile;
import org.hamail.plugin.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers of Icinga 2 and NRDP, also those that no good server gives. */
@Timeout(120)
class HttpSinksTest {
    private static final String ACTION = "/v1/actions/process-check-result";
    private static final WireMockServer SERVER = start();

    private final Path directory;

    HttpSinksTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void forget() {
        SERVER.resetAll();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void icingaGetsResultWithFiguresTimesAndLifetime() throws IOException {
        answer(ACTION, aResponse().withBody(icinga(200, "Successfully processed check result for object 'x'.")));
        assertEquals(
                Delivery.delivered(),
                icinga().deliver(Results.of(
                        "IMAP", Status.WARNING, "IMAP WARNING [slow]: ä", "time=31s;30 greeting=30s")));
        SERVER.verify(postRequestedFor(urlEqualTo(ACTION))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Authorization", equalTo("Basic aGFtYWlsOnMzY3JldA=="))
                .withRequestBody(equalToJson("""
                        {"type": "Service", "service": "mail1!IMAP", "exit_status": 1,
                         "plugin_output": "IMAP WARNING [slow]: ä",
                         "performance_data": ["time=31s;30", "greeting=30s"],
                         "check_source": "phys-a", "ttl": 780,
                         "execution_start": 1795341600.0, "execution_end": 1795341601.5}""")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | Ignoring passive check result for unreachable object 'x'. | HELD",
                "200 | Something else                                            | HELD",
                "500 | Successfully processed                                    | HELD",
                "409 | Newer check result already present                        | DELIVERED"
            })
    void theBodyOfAnIcingaDecides(int code, String status, Delivery.DeliveryKind kind) throws IOException {
        answer(ACTION, aResponse().withBody(icinga(code, status)));
        assertEquals(
                kind, icinga().deliver(Results.of("IMAP", Status.OK, "fine")).kind());
    }

    @ParameterizedTest
    @CsvSource({"404, HELD", "409, DELIVERED", "503, DOWN", "401, DOWN", "403, DOWN", "500, DOWN", "302, DOWN"})
    void theStatusOfAnIcingaThatDoesNotTakeAResult(int status, Delivery.DeliveryKind kind) throws IOException {
        answer(
                ACTION,
                aResponse()
                        .withStatus(status)
                        .withHeader("Location", "/elsewhere")
                        .withBody("{}"));
        assertEquals(
                kind, icinga().deliver(Results.of("IMAP", Status.OK, "fine")).kind());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"garbage | DOWN", "[] | DOWN", "{} | HELD", "{\"results\":[]} | HELD", "{\"results\":[1]} | DOWN"})
    void anAnswerThatIsNoneIsNoSuccess(String body, Delivery.DeliveryKind kind) throws IOException {
        answer(ACTION, aResponse().withBody(body));
        assertEquals(
                kind, icinga().deliver(Results.of("IMAP", Status.OK, "fine")).kind());
    }

    @Test
    void closedPortAndUnknownNameAreReported() throws IOException {
        var login = new IcingaSink.ApiUser("hamail", secret(), "phys-a");
        for (String url : List.of("http://127.0.0.1:1", "http://no-such-host.invalid")) {
            Delivery delivery = new IcingaSink(URI.create(url), login, Optional.empty(), Duration.ofSeconds(10))
                    .deliver(Results.of("IMAP", Status.OK, "fine"));
            assertEquals(Delivery.DeliveryKind.DOWN, delivery.kind());
            assertFalse(delivery.detail().contains("Exception"), delivery.detail());
        }
    }

    @Test
    void tricklingEndingOrEndlessServerIsDown() throws IOException {
        answer(ACTION, aResponse().withBody(icinga(200, "Successfully")).withChunkedDribbleDelay(50, 60_000));
        assertEquals(Delivery.down("timed out after 10 s"), icinga().deliver(Results.of("IMAP", Status.OK, "fine")));
        answer(ACTION, aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        assertEquals(
                Delivery.DeliveryKind.DOWN,
                icinga().deliver(Results.of("IMAP", Status.OK, "fine")).kind());
        answer(ACTION, aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertEquals(
                Delivery.DeliveryKind.DOWN,
                icinga().deliver(Results.of("IMAP", Status.OK, "fine")).kind());
        answer(ACTION, aResponse().withBody("x".repeat(5_000_000)));
        Delivery huge = icinga().deliver(Results.of("IMAP", Status.OK, "fine"));
        assertEquals(Delivery.DeliveryKind.DOWN, huge.kind());
        assertTrue(huge.detail().length() <= 200, huge.detail());
    }

    @Test
    void endlessAnswersLeaveNothingBehind() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> ended = CompletableFuture.supplyAsync(() -> {
                int closed = 0;
                try {
                    for (int i = 0; i < 3; i++) {
                        try (Socket socket = server.accept()) {
                            socket.setSoTimeout(30_000);
                            socket.getOutputStream()
                                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(US_ASCII));
                            while (socket.getInputStream().read() >= 0) {}
                            closed++;
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return closed;
            });
            var login = new IcingaSink.ApiUser("hamail", secret(), "phys-a");
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());
            var sink = new IcingaSink(url, login, Optional.empty(), Duration.ofSeconds(1));
            for (int i = 0; i < 3; i++) {
                assertEquals(Delivery.down("timed out after 1 s"), sink.deliver(Results.of("IMAP", Status.OK, "fine")));
            }
            assertEquals(3, ended.get(60, TimeUnit.SECONDS), "each connection was given up");
        }
    }

    @Test
    void nrdpGetsAFormAndItsWordDecides() throws IOException {
        String good = "<result><status>0</status><message>OK</message>"
                + "<meta><output>1 checks processed.</output></meta></result>";
        answer("/nrdp/", aResponse().withBody(good));
        assertEquals(Delivery.delivered(), nrdp().deliver(Results.of("IMAP", Status.CRITICAL, "a<b & c", "time=1s")));
        SERVER.verify(postRequestedFor(urlEqualTo("/nrdp/"))
                .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                .withRequestBody(containing("token=s3cret&cmd=submitcheck&XMLDATA="))
                .withRequestBody(containing("%3Chostname%3Email1%3C%2Fhostname%3E"))
                .withRequestBody(containing("%3Cstate%3E2%3C%2Fstate%3E"))
                .withRequestBody(containing("a%26lt%3Bb+%26amp%3B+c%7Ctime%3D1s")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {\"result\":{\"status\":0,\"message\":\"OK\",\"meta\":{\"output\":\"1 checks processed.\"}}} | DELIVERED",
                "200 | <result><status>0</status><meta><output>0 checks processed.</output></meta></result> | HELD",
                "200 | <result><status>-1</status><message>BAD TOKEN</message></result> | DOWN",
                "200 | <html>login</html> | DOWN",
                "500 | <result><status>0</status></result> | DOWN"
            })
    void whatNrdpAnswers(int status, String body, Delivery.DeliveryKind kind) throws IOException {
        answer("/nrdp/", aResponse().withStatus(status).withBody(body));
        Delivery delivery = nrdp().deliver(Results.of("IMAP", Status.OK, "fine"));
        assertEquals(kind, delivery.kind());
        assertFalse(delivery.detail().contains("s3cret"));
    }

    @Test
    void echoedSecretIsNotShown() throws IOException {
        String login = "Authorization: Basic aGFtYWlsOnMzY3JldA==";
        answer(ACTION, aResponse().withStatus(500).withBody("you said " + login + " s3cret"));
        assertEquals(
                Delivery.down("HTTP 500: you said Authorization: Basic (secret) (secret)"),
                icinga().deliver(Results.of("IMAP", Status.OK, "fine")));
        answer(ACTION, aResponse().withBody("garbage " + login));
        assertEquals(
                Delivery.down("not an answer of Icinga: garbage Authorization: Basic (secret)"),
                icinga().deliver(Results.of("IMAP", Status.OK, "fine")));
        answer(ACTION, aResponse().withBody(icinga(200, "Ignoring s3cret")));
        assertEquals(Delivery.held("200: Ignoring (secret)"), icinga().deliver(Results.of("IMAP", Status.OK, "fine")));
        answer(
                "/nrdp/",
                aResponse().withBody("<result><status>-1</status><message>BAD token=s3cret</message></result>"));
        assertEquals(
                Delivery.down("refused: BAD token=(secret)"), nrdp().deliver(Results.of("IMAP", Status.OK, "fine")));
    }

    private static void answer(String path, ResponseDefinitionBuilder response) {
        SERVER.resetAll();
        SERVER.stubFor(post(urlEqualTo(path)).willReturn(response));
    }

    private static String icinga(int code, String status) {
        return "{\"results\":[{\"code\":" + code + ".0,\"status\":\"" + status + "\"}]}";
    }

    private IcingaSink icinga() throws IOException {
        var login = new IcingaSink.ApiUser("hamail", secret(), "phys-a");
        return new IcingaSink(URI.create(SERVER.baseUrl() + "/"), login, Optional.empty(), Duration.ofSeconds(10));
    }

    private NrdpSink nrdp() throws IOException {
        return new NrdpSink(
                URI.create(SERVER.baseUrl() + "/nrdp/"), secret(), Optional.empty(), Duration.ofSeconds(10));
    }

    private SecretFile secret() throws IOException {
        Path file = Files.writeString(directory.resolve("pw"), "s3cret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return SecretFile.fromFile(file);
    }

    private static WireMockServer start() {
        var server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        return server;
    }
}
