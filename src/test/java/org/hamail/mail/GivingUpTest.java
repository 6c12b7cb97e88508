package org.hamail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.mail.MailProbe.MailAnswer;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.MailTarget;
import org.hamail.mail.session.ProbeOptions;
import org.hamail.model.MailProtocol;
import org.hamail.model.TlsMode;
import org.hamail.net.Resolver;
import org.hamail.plugin.Cause;
import org.hamail.plugin.PluginOutput;
import org.hamail.plugin.Range;
import org.hamail.probe.NetworkObservation;
import org.hamail.probe.Phase;
import org.hamail.probe.Probe.CannotObserve;
import org.hamail.probe.Thresholds;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that end a conversation instead of answering, as Dovecot does while its authentication process hangs. The server
 * says how much time passes meanwhile.
 */
@Timeout(60)
class GivingUpTest {
    private final PassingTime time = new PassingTime();

    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final ProbeOptions NOTHING = ProbeOptions.none();
    private static final ProbeOptions LOGIN = new ProbeOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Login("alice", "secret")),
            List.of(),
            Optional.empty(),
            false,
            false);

    @ParameterizedTest
    @CsvSource({
        "IMAP, @passes 30/S: * BYE Auth process broken/@close, GREETING",
        "IMAP, @passes 30/S: * BYE [UNAVAILABLE] later/@close, GREETING",
        "IMAP, @passes 30/@close, GREETING",
        "IMAP, @passes 30/@reset, GREETING",
        "IMAP, S: * OK ready/C: AAAA CAPABILITY/@passes 30/S: * BYE/@close, HELLO",
        "POP3, @passes 30/S: -ERR Auth process broken/@close, GREETING",
        "POP3, S: +OK ready/C: CAPA/@passes 30/@close, HELLO",
        "SMTP, @passes 30/S: 421 4.3.2 timeout/@close, GREETING",
        "SMTP, S: 220 mail/C: EHLO */@passes 30/S: 421-4.4.2/S: 421 timeout/@close, HELLO",
        "SMTP, S: 220 mail/C: EHLO */@passes 30/@close, HELLO",
        "HTTP, @passes 30/@close, COMMAND"
    })
    void aServerThatGivesUpByItselfIsAskedAgainUntilTheDeadline(MailProtocol protocol, String script, Phase phase)
            throws Exception {
        try (var server = server(List.of(script.split("/")))) {
            NetworkObservation.Failed<?> failed =
                    assertInstanceOf(NetworkObservation.Failed.class, observe(server, protocol, NOTHING));
            assertEquals(List.of(Cause.TIMEOUT, phase), List.of(failed.cause(), failed.phase()), failed.sentence());
            assertTrue(
                    failed.sentence()
                            .matches(
                                    ".*: timed out after 100 s in phase [a-z]+; after [23][0-9] s without an answer in phase "
                                            + phase.word() + " the server gave up by itself: .*"),
                    failed.sentence());
            assertTrue(
                    failed.timings().total().compareTo(LIMIT) >= 0,
                    failed.timings().toString());
            assertTrue(server.callers() >= 3, server.callers() + " calls");
        }
    }

    /** Dovecot greets after 10 s to say that it waits itself, says so again when it is asked, and hangs up after 30 s. */
    @Test
    void waitingGreetingIsNoAnswer() throws Exception {
        var script = List.of(
                "@passes 10",
                "S: * OK Waiting for authentication process to respond..",
                "C: AAAA CAPABILITY",
                "S: * OK Waiting for authentication process to respond..",
                "@passes 20",
                "S: * BYE Auth process broken",
                "@close");
        try (var server = server(script)) {
            NetworkObservation.Failed<?> failed =
                    assertInstanceOf(NetworkObservation.Failed.class, observe(server, MailProtocol.IMAP, NOTHING));
            assertEquals(List.of(Cause.TIMEOUT, Phase.HELLO), List.of(failed.cause(), failed.phase()));
        }
    }

    /** Dovecot's login process waits for the authentication process before it ends the handshake. */
    @Test
    void endDirectlyBehindLongHandshakeIsNoAnswer() throws Exception {
        try (var server = server(List.of("@passes 30", "@tls good", "@close"))) {
            MailTarget target = MailTarget.plain(MailProtocol.POP3, "127.0.0.1")
                    .withPort(server.port())
                    .withTls(TlsMode.IMPLICIT);
            NetworkObservation.Failed<?> failed =
                    assertInstanceOf(NetworkObservation.Failed.class, observe(target, NOTHING));
            assertEquals(List.of(Cause.TIMEOUT, Phase.TLS), List.of(failed.cause(), failed.phase()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IMAP, S: * OK ready/C: AAAA CAPABILITY/S: AAAA OK done/C: AAAB LOGIN */@passes 30/S: * BYE inactive/@close",
        "POP3, S: +OK ready/C: CAPA/S: -ERR what/C: USER alice/S: +OK/C: PASS */@passes 30/S: -ERR inactive/@close",
        "SMTP, S: 220 mail/C: EHLO */S: 250-mail/S: 250 AUTH PLAIN/C: AUTH */@passes 30/S: 421 bye/@close"
    })
    void aLoginThatIsNeverAnsweredIsATimeoutToo(MailProtocol protocol, String script) throws Exception {
        try (var server = server(List.of(script.split("/")))) {
            NetworkObservation.Failed<?> failed =
                    assertInstanceOf(NetworkObservation.Failed.class, observe(server, protocol, LOGIN));
            assertEquals(List.of(Cause.TIMEOUT, Phase.LOGIN), List.of(failed.cause(), failed.phase()));
        }
    }

    @Test
    void aRefusedPasswordIsAnAnswerHoweverLate() throws Exception {
        var script = List.of(
                "S: +OK ready",
                "C: CAPA",
                "S: -ERR what",
                "C: USER alice",
                "S: +OK",
                "C: PASS *",
                "@passes 30",
                "S: -ERR [AUTH] no",
                "C: QUIT",
                "S: +OK bye",
                "@close");
        try (var server = server(script)) {
            NetworkObservation.Failed<?> failed =
                    assertInstanceOf(NetworkObservation.Failed.class, observe(server, MailProtocol.POP3, LOGIN));
            assertEquals(Cause.AUTH, failed.cause());
            assertEquals(1, server.callers());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IMAP, @passes 15/S: * BYE no/@close, REJECTED",
        "IMAP, S: * OK ready/C: AAAA CAPABILITY/@passes 15/S: * BYE no/@close, REJECTED",
        "IMAP, @passes 30/S: * OK ready/C: AAAA CAPABILITY/S: AAAA NO no/@hang, REJECTED",
        "SMTP, @passes 15/S: 421 busy/@close, TEMPFAIL",
        "SMTP, @passes 30/S: 220 mail/C: EHLO */S: 421 busy/@close, TEMPFAIL",
        "SMTP, @passes 15/@close, CLOSED",
        "POP3, @passes 30/S: +OK ready/C: CAPA/@close, CLOSED",
        "POP3, @passes 15/S: -ERR no/@close, REJECTED"
    })
    void whoEndsTheConversationSoonerHasAnswered(MailProtocol protocol, String script, Cause cause) throws Exception {
        try (var server = server(List.of(script.split("/")))) {
            NetworkObservation.Failed<?> failed =
                    assertInstanceOf(NetworkObservation.Failed.class, observe(server, protocol, NOTHING));
            assertEquals(cause, failed.cause(), failed.sentence());
            assertEquals(1, server.callers());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"S: * BYE later", "@close"})
    void aServerThatAnswersAtLastIsSlow(String end) throws Exception {
        var first = List.of("@passes 30", end, "@close");
        var then = List.of(
                "S: * OK ready",
                "C: AAAA CAPABILITY",
                "S: AAAA OK done",
                "C: AAAB LOGOUT",
                "S: * BYE bye",
                "S: AAAB OK done",
                "@close");
        try (var server = ScriptedServer.inTurn(time, List.of(first, then))) {
            NetworkObservation<MailAnswer> served = observe(server, MailProtocol.IMAP, NOTHING);
            assertInstanceOf(NetworkObservation.Answered.class, served);
            assertEquals("IMAP OK: served in ", line(served, Optional.empty()).substring(0, 19));
            assertEquals(
                    "IMAP WARNING [slow]: ",
                    line(served, Optional.of(Range.parse("20"))).substring(0, 21));
            assertTrue(String.join("\n", served.facts()).contains(" the server gave up by itself: "));
            assertEquals(List.of(), server.complaints());
        }
    }

    private static String line(NetworkObservation<MailAnswer> seen, Optional<Range> warn) {
        var thresholds = new Thresholds(warn, Optional.empty(), LIMIT, Optional.empty());
        return PluginOutput.line(new MailEvaluation(MailProtocol.IMAP, thresholds).evaluate(seen));
    }

    private ScriptedServer server(List<String> script) throws IOException {
        return ScriptedServer.inTurn(time, List.of(script));
    }

    private NetworkObservation<MailAnswer> observe(ScriptedServer server, MailProtocol protocol, ProbeOptions demands)
            throws CannotObserve {
        return observe(MailTarget.plain(protocol, "127.0.0.1").withPort(server.port()), demands);
    }

    private NetworkObservation<MailAnswer> observe(MailTarget target, ProbeOptions demands) throws CannotObserve {
        var probe = new MailProbe(target, demands, Resolver.system(), time);
        return probe.observe(Deadline.after(LIMIT, time));
    }
}
