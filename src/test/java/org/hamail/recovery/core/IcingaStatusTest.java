package org.hamail.recovery.core;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.plugin.Status;
import org.hamail.recovery.core.CoreService.HostState;
import org.hamail.recovery.core.CoreView.NotShown;
import org.hamail.recovery.core.MonitoringCore.CoreReading;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.hamail.recovery.event.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against {@code test-fixtures/core/services.json}, the answer of an Icinga 2.13.6 with the shipped configuration. */
@Timeout(120)
class IcingaStatusTest {
    private static final Path RECORDED = Path.of("test-fixtures/core/services.json");
    private static final String SERVICES = "/v1/objects/services";
    private static final String STATUS = "/v1/status/IcingaApplication";
    private static final Instant NOW = Instant.ofEpochSecond(1795707340);
    private static final Series IMAPD = new Series(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL);
    private static final WireMockServer SERVER = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    static {
        SERVER.start();
    }

    @BeforeEach
    void forget() {
        SERVER.resetAll();
        answer(STATUS, aResponse().withBody(status(true)));
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void serviceStandsAsHandlerWouldReportIt() throws IOException {
        assertEquals(
                new CoreService(
                        "mail1;process imapd",
                        "mail1",
                        IMAPD,
                        Optional.empty(),
                        new LastCheck(
                                Optional.of(Status.CRITICAL),
                                true,
                                Instant.ofEpochSecond(1795707298),
                                Optional.of(Instant.ofEpochSecond(1795707298)),
                                1,
                                3,
                                "DAEMON CRITICAL [absent]: no imapd \\ back"),
                        HostState.UP,
                        0,
                        EventHandler.ON),
                imapd(recorded()));
        CoreView view = view(recorded());
        assertEquals(NOW, view.written());
        assertEquals(11, view.of("mail1").size());
        assertEquals(List.of(), view.unusable());
    }

    @Test
    void oneRequestAsksForServicesAndHosts() throws IOException {
        view(recorded());
        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo(SERVICES))
                        .withHeader("X-HTTP-Method-Override", equalTo("GET"))
                        .withHeader("Authorization", equalTo("Basic aGFtYWlsOnMzY3JldA=="))
                        .withRequestBody(matchingJsonPath(
                                "$.filter",
                                equalTo("service.vars.mail_daemon && service.vars.mail_check &&"
                                        + " service.vars.mail_observer")))
                        .withRequestBody(matchingJsonPath("$.joins[0]", equalTo("host.state"))));
    }

    @Test
    void theDowntimesOfServiceAndHostAddUp() throws IOException {
        String one = inImapd("\"downtime_depth\": 0,\n    \"enable", "\"downtime_depth\": 2,\n    \"enable");
        assertEquals(2, imapd(one).downtimeDepth());
        String both = one.replace("\"downtime_depth\": 0,\n     \"last", "\"downtime_depth\": 1.0,\n     \"last");
        assertEquals(3, imapd(both).downtimeDepth());
    }

    @Test
    void stateOfHostComesWithService() throws IOException {
        String down = recorded().replace("\"state\": 0,\n     \"vars\"", "\"state\": 1.0,\n     \"vars\"");
        assertEquals(HostState.DOWN, imapd(down).hostState());
        String cut = down.replace("\"last_reachable\": true", "\"last_reachable\": false");
        assertEquals(HostState.UNREACHABLE, imapd(cut).hostState());
    }

    @Test
    void missingOrDisabledEventHandlerIsSeen() throws IOException {
        assertEquals(
                EventHandler.NONE,
                imapd(inImapd("\"hamail-handle-fault\"", "\"\"")).eventHandler());
        String off = inImapd("\"enable_event_handler\": true", "\"enable_event_handler\": false");
        assertEquals(EventHandler.OFF, imapd(off).eventHandler());
        answer(STATUS, aResponse().withBody(status(false)));
        assertEquals(EventHandler.ALL_OFF, imapd(recorded()).eventHandler());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500})
    void aMainSwitchThatMayNotBeSeenIsUnreadable(int code) throws IOException {
        answer(SERVICES, aResponse().withBody(recorded()));
        answer(STATUS, aResponse().withStatus(code).withBody("{\"error\": " + code + ".0, \"status\": \"No.\"}"));
        assertUnreadable("does not show whether event handlers are on for the whole of it (" + code
                + "): give the ApiUser the permission status/query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "{\"results\":[]}", "{\"results\":[{\"status\":{}}]}"})
    void aMainSwitchThatIsNotUnderstoodIsUnreadable(String body) throws IOException {
        answer(SERVICES, aResponse().withBody(recorded()));
        answer(STATUS, aResponse().withBody(body));
        assertUnreadable("does not say whether event handlers are on for the whole of it");
    }

    @Test
    void missingPageMeansNoMainSwitch() throws IOException {
        answer(STATUS, aResponse().withStatus(404).withBody("<h1>Not Found</h1>"));
        assertEquals(EventHandler.ON, imapd(recorded()).eventHandler());
    }

    @Test
    void serviceThatWasNeverCheckedHasNoState() throws IOException {
        String never = inImapd("\"last_check_result\": {", "\"last_check_result\": null, \"was\": {");
        assertEquals(Optional.empty(), imapd(never).state());
        assertFalse(imapd(never).hardProblem());
    }

    @Test
    void logicalHostIsNamedByServiceOrHost() throws IOException {
        String byHost = recorded().replace("\"mail_warning\": 10", "\"mail_logical_host\": \"other\"");
        assertEquals(11, view(byHost).of("other").size());
        String byService = byHost.replaceFirst(
                "\"mail_daemon\": \"imapd\"", "\"mail_daemon\": \"imapd\", \"mail_logical_host\": \"third\"");
        assertEquals(1, view(byService).of("third").size());
        assertEquals(10, view(byService).of("other").size());
    }

    @Test
    void hostThatUserMayNotSeeIsMissed() throws IOException {
        CoreView view = view(recorded().replace("\"host\": {", "\"zone\": {"));
        assertEquals(
                "the core's mail1;process imapd cannot be used: its host is not shown: give the ApiUser the permission"
                        + " objects/query/Host",
                assertInstanceOf(NotShown.class, view.series("mail1", IMAPD, Optional.empty()))
                        .reason());
    }

    @Test
    void numbersBeyondSenseConcernTheirServiceAlone() throws IOException {
        for (String number : List.of("1e400", "-1", "\"0\"", "true", "null", "[]")) {
            CoreView view = view(inImapd(
                    "\"downtime_depth\": 0,\n    \"enable", "\"downtime_depth\": " + number + ",\n    \"enable"));
            assertEquals(10, view.services().size(), number);
            assertEquals(
                    "the core's mail1;process imapd cannot be used: downtime_depth is missing or no number",
                    view.unusable().get(0).reason());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | refuses user hamail (401): compare its ApiUser with password_file",
                "403 | forbids user hamail to see services (403): give its ApiUser the permission objects/query/Service",
                "404 | shows user hamail no services (404): give its ApiUser the permission objects/query/Service, if"
                        + " this is an Icinga 2",
                "500 | answers with HTTP status 500",
                "302 | answers with HTTP status 302"
            })
    void aRefusalIsToldWithWhatToDo(int status, String reason) {
        answer(SERVICES, aResponse().withStatus(status).withBody("s3cret"));
        assertUnreadable(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Welcome</html>",
                "[]",
                "{}",
                "null",
                "{\"results\": 1}",
                "{\"results\": [1]}",
                "{\"results\": [{}",
                "{\"results\": {}}"
            })
    void anAnswerOfAnotherKindIsUnreadable(String body) {
        answer(SERVICES, aResponse().withBody(body));
        assertUnreadable("answers with something else than Icinga's JSON");
    }

    @Test
    void anIcingaWithoutHamailsServicesIsUnreadable() {
        answer(SERVICES, aResponse().withBody("{\"results\": []}"));
        assertUnreadable("shows no service with the custom variables mail_daemon, mail_check and mail_observer: it is"
                + " another Icinga, or they are not configured");
    }

    @Test
    void whatIsNoHttpIsUnreadable() {
        answer(SERVICES, aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        String reason = unreadable(SERVER.port(), Duration.ofSeconds(10));
        assertTrue(reason.endsWith(" does not answer in HTTP") || reason.endsWith("ended early"), reason);
        answer(SERVICES, aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertUnreadable("cannot be asked: the answer ended early");
    }

    @Test
    void anAnswerBeyondSenseIsNotRead() {
        String other = ", {\"name\": \"" + "x".repeat(100_000) + "\"}";
        answer(SERVICES, aResponse().withBody("{\"results\": [{}" + other.repeat(340) + "]}"));
        assertUnreadable("answers with more than 32 MB");
    }

    /** Who asks may have no more than 32 MB of memory. */
    @Test
    void answerIsHeldOneServiceAtATime() {
        for (String endless : List.of(
                "{\"results\": [" + " ".repeat(2 << 20),
                "{\"results\": [{\"attrs\": {\"name\": \"" + "x".repeat(2 << 20),
                "{\"error\": \"" + "x".repeat(2 << 20))) {
            answer(SERVICES, aResponse().withBody(endless));
            assertUnreadable("answers with more than 1 MB that show no service");
        }
    }

    @Test
    void anAnswerInChunksIsReadWhole() throws IOException {
        answer(SERVICES, aResponse().withBody(recorded()).withChunkedDribbleDelay(7, 20));
        assertEquals(
                11,
                assertInstanceOf(CoreView.class, read(SERVER.port(), Duration.ofSeconds(30)))
                        .services()
                        .size());
    }

    @Test
    void apiThatNeverAnswersEndsWithTimeLimit() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            assertEquals(
                    "the API of Icinga at http://127.0.0.1:" + silent.getLocalPort() + " does not answer within 1 s",
                    unreadable(silent.getLocalPort(), Duration.ofSeconds(1)));
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(20));
        }
    }

    @Test
    void answerThatTricklesEndsWithTimeLimit() throws IOException {
        answer(SERVICES, aResponse().withBody(recorded()).withChunkedDribbleDelay(1000, 600_000));
        assertEquals(
                "the API of Icinga at http://127.0.0.1:" + SERVER.port() + " does not answer within 1 s",
                unreadable(SERVER.port(), Duration.ofSeconds(1)));
    }

    @Test
    void nobodyThereIsToldInWords() throws IOException {
        int port;
        try (var gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertEquals(
                "the API of Icinga at http://127.0.0.1:" + port
                        + " accepts no connection: Icinga is not running, or its feature api is not enabled",
                unreadable(port, Duration.ofSeconds(10)));
    }

    @Test
    void unreadablePasswordIsReportedInWords() {
        var login = new IcingaStatus.ApiLogin("hamail", () -> {
            throw new IOException("password file /p does not exist");
        });
        var status = new IcingaStatus(
                URI.create("http://127.0.0.1:1"), login, Optional.empty(), Duration.ofSeconds(1), Clock.systemUTC());
        assertEquals(
                new CoreUnreadable("the API of Icinga cannot be asked: password file /p does not exist"),
                status.read());
    }

    private static void assertUnreadable(String reason) {
        assertEquals(
                "the API of Icinga at http://127.0.0.1:" + SERVER.port() + " " + reason,
                unreadable(SERVER.port(), Duration.ofSeconds(30)));
    }

    private static String unreadable(int port, Duration limit) {
        return assertInstanceOf(CoreUnreadable.class, read(port, limit)).reason();
    }

    private static CoreService imapd(String answer) {
        return assertInstanceOf(CoreService.class, view(answer).series("mail1", IMAPD, Optional.empty()));
    }

    private static CoreView view(String answer) {
        answer(SERVICES, aResponse().withBody(answer));
        return assertInstanceOf(CoreView.class, read(SERVER.port(), Duration.ofSeconds(30)));
    }

    private static CoreReading read(int port, Duration limit) {
        var login = new IcingaStatus.ApiLogin("hamail", () -> "s3cret");
        URI base = URI.create("http://127.0.0.1:" + port);
        return new IcingaStatus(base, login, Optional.empty(), limit, Clock.fixed(NOW, ZoneOffset.UTC)).read();
    }

    private static void answer(String path, ResponseDefinitionBuilder response) {
        SERVER.stubFor(post(urlEqualTo(path)).willReturn(response));
    }

    private static String status(boolean on) {
        return "{\"results\":[{\"name\":\"IcingaApplication\",\"status\":{\"icingaapplication\":{\"app\":{"
                + "\"enable_event_handlers\":" + on + ",\"version\":\"r2.13.6-1\"}}}}]}";
    }

    /** The recorded answer with something else in its first service. */
    private static String inImapd(String what, String instead) throws IOException {
        String text = recorded();
        int begin = text.indexOf(what);
        assertTrue(begin >= 0, what);
        return text.substring(0, begin) + instead + text.substring(begin + what.length());
    }

    private static String recorded() throws IOException {
        return Files.readString(RECORDED);
    }
}
