package org.hamail.mail;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.util.ArrayList;
import java.util.List;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.MailProtocolCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTTP probe against a web server that is none of ours. */
@Timeout(120)
class HttpProbeTest {
    private static final WireMockServer SERVER =
            new WireMockServer(options().dynamicPort().dynamicHttpsPort().bindAddress("127.0.0.1"));

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void reset() {
        SERVER.resetAll();
    }

    @Test
    void pageIsServedPlainAndOverTls() {
        answer(aResponse().withStatus(200).withBody("Messenger Express"));
        assertPrints(0, "HTTP OK: served in ", "-p", "" + SERVER.port(), "-e", "Messenger");
        assertPrints(0, "HTTP OK: served in ", "-S", "-p", "" + SERVER.httpsPort(), "-e", "Express");
        assertPrints(1, "HTTP WARNING [mismatch]: 'nowhere' did not appear", "-p", "" + SERVER.port(), "-e", "nowhere");
        assertPrints(2, "HTTP CRITICAL [certificate]: ", "-S", "--verify", "-p", "" + SERVER.httpsPort());
        SERVER.verify(3, getRequestedFor(urlEqualTo("/")));
    }

    @ParameterizedTest
    @CsvSource({
        "204, 0, OK",
        "302, 0, OK",
        "401, 2, CRITICAL [rejected]",
        "404, 2, CRITICAL [rejected]",
        "500, 2, CRITICAL [rejected]",
        "503, 1, WARNING [tempfail]"
    })
    void aStatusHasItsState(int status, int exitCode, String state) {
        answer(aResponse().withStatus(status));
        assertPrints(exitCode, "HTTP " + state + ": ", "-p", "" + SERVER.port());
    }

    @Test
    void serverThatTakesTimeIsSlowOrTimeout() {
        answer(aResponse().withFixedDelay(1000));
        assertPrints(1, "HTTP WARNING [slow]: ", "-p", "" + SERVER.port(), "-w", "0.5");
        answer(aResponse().withFixedDelay(5000));
        assertPrints(2, "HTTP CRITICAL [timeout/command]: ", "-p", "" + SERVER.port(), "-t", "1");
        answer(aResponse().withBody("Messenger Express").withChunkedDribbleDelay(10, 20_000));
        assertPrints(2, "HTTP CRITICAL [timeout/command]: ", "-p", "" + SERVER.port(), "-t", "1");
    }

    @ParameterizedTest
    @CsvSource({"EMPTY_RESPONSE, closed", "CONNECTION_RESET_BY_PEER, reset"})
    void aServerThatBreaksItsAnswerHasACause(Fault fault, String cause) {
        answer(aResponse().withFault(fault));
        assertPrints(2, "HTTP CRITICAL [" + cause + "]: ", "-p", "" + SERVER.port());
    }

    private static void answer(ResponseDefinitionBuilder response) {
        SERVER.stubFor(get("/").willReturn(response));
    }

    private static void assertPrints(int exitCode, String beginning, String... words) {
        var all = new ArrayList<>(List.of("-P", "http", "-H", "127.0.0.1"));
        all.addAll(List.of(words));
        CheckProgram.CheckAnswer answer = new CheckProgram(new MailProtocolCommand()).answer(all);
        assertEquals(exitCode, answer.exitCode(), answer.text());
        assertTrue(answer.text().startsWith(beginning), answer.text());
        assertTrue(answer.text().contains(" (notify only)|time="), answer.text());
    }
}
