package org.hamail.directory;

import static org.hamail.directory.ScriptedDirectory.entry;
import static org.hamail.directory.ScriptedDirectory.hear;
import static org.hamail.directory.ScriptedDirectory.message;
import static org.hamail.directory.ScriptedDirectory.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.directory.DirectoryProbe.DirectoryAnswer;
import org.hamail.directory.SearchRequest.Bind;
import org.hamail.model.TlsMode;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.net.Family;
import org.hamail.net.Resolver;
import org.hamail.plugin.Cause;
import org.hamail.probe.NetworkObservation;
import org.hamail.probe.Phase;
import org.hamail.probe.Phase.Progress;
import org.hamail.probe.Probe.CannotObserve;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryProbeTest {
    private static final int BOUND = 0x61;
    private static final int DONE = 0x65;
    private static final int EXTENDED = 0x78;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final SearchRequest ACCOUNT = new SearchRequest(
            Optional.of(new Bind("cn=probe", "pass-word")), Optional.of("o=x"), Optional.empty(), true);

    @Test
    void directoryThatReturnsItsRootEntryHasAnswered() throws Exception {
        NetworkObservation<DirectoryAnswer> seen = ask(SearchRequest.any(), LONG, (in, out) -> {
            hear(in);
            out.write(entry(1, ""));
            out.write(reply(1, DONE, 0, ""));
            hear(in); // unbind
        });
        var answered = assertInstanceOf(NetworkObservation.Answered.class, seen);
        assertTrue(found(answered));
        assertEquals(
                Set.of(Phase.CONNECT, Phase.COMMAND, Phase.QUIT),
                answered.timings().phases().keySet());
    }

    @Test
    void moreEntriesThanAskedForIsSuccess() throws Exception {
        var answered = assertInstanceOf(NetworkObservation.Answered.class, ask(SearchRequest.any(), LONG, (in, out) -> {
            hear(in);
            out.write(message(1, Ber.element(0x73, Ber.text(Ber.OCTETS, "ldap://elsewhere/"))));
            out.write(entry(1, "uid=a"));
            out.write(reply(1, DONE, 4, "Size limit exceeded"));
        }));
        assertTrue(found(answered));
    }

    @Test
    void aReplyInPiecesIsAReply() throws Exception {
        var answered = assertInstanceOf(NetworkObservation.Answered.class, ask(ACCOUNT, LONG, (in, out) -> {
            hear(in);
            for (byte b : reply(1, BOUND, 0, "")) {
                out.write(b);
                out.flush();
            }
            hear(in);
            out.write(reply(2, DONE, 0, ""));
        }));
        assertFalse(found(answered));
        assertTrue(answered.timings().phases().containsKey(Phase.LOGIN));
    }

    @Test
    void thePasswordStandsNowhereInWhatIsTold() throws Exception {
        var failed = failure(ACCOUNT, LONG, (in, out) -> {
            hear(in);
            out.write(reply(1, BOUND, 49, "you said pass-word"));
        });
        assertEquals(Cause.AUTH, failed.cause());
        assertTrue(
                failed.sentence().endsWith("refuses the bind: invalidCredentials (49), you said ****"),
                failed.sentence());
        assertFalse(failed.toString().contains("pass-word"), failed::toString);
        assertFalse(ACCOUNT.toString().contains("pass-word"));
        assertEquals("C: bind as cn=probe", failed.transcript().get(0));
    }

    @Test
    void passwordIsMaskedBeforeSanitizingOrCutting() throws Exception {
        var account = new SearchRequest(
                Optional.of(new Bind("cn=probe", "pa|ss[wo]rd")), Optional.empty(), Optional.empty(), false);
        for (int before : new int[] {0, 100, 110, 120}) {
            var failed = failure(account, LONG, (in, out) -> {
                hear(in);
                out.write(reply(1, BOUND, 49, "x".repeat(before) + " pa|ss[wo]rd"));
            });
            assertFalse(failed.sentence().matches(".*pa\\|?ss.*"), failed.sentence());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, REJECTED",
        "3, TEMPFAIL",
        "8, AUTH",
        "10, REJECTED",
        "11, TEMPFAIL",
        "32, MISMATCH",
        "48, AUTH",
        "49, AUTH",
        "50, REJECTED",
        "51, TEMPFAIL",
        "52, TEMPFAIL",
        "53, REJECTED",
        "999, REJECTED"
    })
    void aResultCodeHasItsCause(int code, Cause cause) throws Exception {
        var failed = failure(SearchRequest.any(), LONG, (in, out) -> {
            hear(in);
            out.write(reply(1, DONE, code, "so it is"));
        });
        assertEquals(cause, failed.cause());
        assertTrue(failed.sentence().contains("(" + code + "), so it is"), failed.sentence());
    }

    @Test
    void aDirectoryThatGivesUpSaysWhy() throws Exception {
        var failed = failure(SearchRequest.any(), LONG, (in, out) -> {
            hear(in);
            out.write(reply(0, EXTENDED, 52, "shutting down")); // notice of disconnection, RFC 4511 section 4.4.1
        });
        assertEquals(Cause.TEMPFAIL, failed.cause());
        assertTrue(failed.sentence().contains("unavailable (52), shutting down"), failed.sentence());
    }

    @Test
    void diagnosticWordsCanForgeNothing() throws Exception {
        var failed = failure(SearchRequest.any(), LONG, (in, out) -> {
            hear(in);
            out.write(reply(1, DONE, 1, "x|time=0\nDIRECTORY OK [absent]\u001b[31m" + "y".repeat(5000)));
        });
        assertFalse(failed.sentence().matches("(?s).*[|\\[\\]\\n\\x1b].*"), failed.sentence());
        assertTrue(failed.sentence().length() <= 200, failed.sentence());
    }

    @ParameterizedTest
    @CsvSource({
        "greets before it is asked, HTTP/1.1 400 Bad Request",
        "says something else, XXXXXXXXXXXXXXXX",
        "sends line ends, '\r\n\r\n\r\n\r\n'"
    })
    void whatIsNotLdapIsGarbled(String how, String words) throws Exception {
        var failed = failure(SearchRequest.any(), LONG, (in, out) -> {
            if (!how.startsWith("greets")) {
                hear(in);
            }
            out.write(words.getBytes(StandardCharsets.US_ASCII));
            hear(in);
        });
        assertEquals(Cause.GARBLED, failed.cause());
    }

    @Test
    void gigabyteMessageIsGarbledBeforeReading() throws Exception {
        var failed = failure(SearchRequest.any(), LONG, (in, out) -> {
            hear(in);
            out.write(new byte[] {0x30, (byte) 0x84, 0x40, 0, 0, 0});
            hear(in);
        });
        assertEquals(Cause.GARBLED, failed.cause());
    }

    @Test
    void entriesWithoutEndAreGarbledAfterAMegabyte() throws Exception {
        var failed = failure(SearchRequest.any(), LONG, (in, out) -> {
            hear(in);
            while (true) {
                out.write(entry(1, "uid=somebody,o=x"));
            }
        });
        assertEquals(Cause.GARBLED, failed.cause());
        assertTrue(failed.transcript().size() < 300);
    }

    @Test
    void replyToRequestThatNobodyMadeIsGarbled() throws Exception {
        var failed = failure(SearchRequest.any(), LONG, (in, out) -> {
            hear(in);
            out.write(reply(7, DONE, 0, ""));
        });
        assertEquals(Cause.GARBLED, failed.cause());
    }

    @Test
    void endInMiddleOfMessageIsClosed() throws Exception {
        var failed = failure(ACCOUNT, LONG, (in, out) -> {
            hear(in);
            out.write(reply(1, BOUND, 0, ""), 0, 5);
        });
        assertEquals(Cause.CLOSED, failed.cause());
        assertEquals(Phase.LOGIN, failed.phase());
    }

    @Test
    void nobodyWhoListensIsRefused() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var failed = assertInstanceOf(
                NetworkObservation.Failed.class, ask(SearchRequest.any(), LONG, port, Resolver.system()));
        assertEquals(Cause.REFUSED, failed.cause());
        assertEquals(Phase.CONNECT, failed.phase());
    }

    @Test
    void aNameThatDoesNotResolveIsDns() throws Exception {
        var nowhere = new Resolver(name -> {
            throw new UnknownHostException(name);
        });
        var target = DirectoryTarget.plain("ldap.invalid", 389);
        NetworkObservation<DirectoryAnswer> seen =
                new DirectoryProbe(target, SearchRequest.any(), nowhere, Progress.NONE).observe(Deadline.after(LONG));
        assertEquals(
                Cause.DNS,
                assertInstanceOf(NetworkObservation.Failed.class, seen).cause());
    }

    @Test
    void silenceInAnyPhaseEndsAtDeadline() throws Exception {
        var inLogin = failure(ACCOUNT, SHORT, (in, out) -> hold(in));
        assertEquals(List.of(Cause.TIMEOUT, Phase.LOGIN), List.of(inLogin.cause(), inLogin.phase()));
        assertTrue(inLogin.sentence().endsWith("timed out after 1 s in phase login"), inLogin.sentence());

        var inCommand = failure(ACCOUNT, SHORT, (in, out) -> {
            hear(in);
            out.write(reply(1, BOUND, 0, ""));
            hold(in);
        });
        assertEquals(List.of(Cause.TIMEOUT, Phase.COMMAND), List.of(inCommand.cause(), inCommand.phase()));

        var inEntry = failure(SearchRequest.any(), SHORT, (in, out) -> {
            hear(in);
            out.write(entry(1, "uid=a"), 0, 9);
            hold(in);
        });
        assertEquals(List.of(Cause.TIMEOUT, Phase.COMMAND), List.of(inEntry.cause(), inEntry.phase()));
    }

    @Test
    void directoryWithoutStartTlsIsTlsFault() throws Exception {
        var failed = overTls(TlsMode.STARTTLS, LONG, (in, out) -> {
            hear(in);
            out.write(reply(1, EXTENDED, 2, "unsupported extended operation"));
        });
        assertEquals(List.of(Cause.TLS, Phase.TLS), List.of(failed.cause(), failed.phase()));
        assertTrue(failed.sentence().contains("does not offer StartTLS"), failed.sentence());
    }

    @Test
    void temporaryStartTlsRefusalIsTemporary() throws Exception {
        var failed = overTls(TlsMode.STARTTLS, LONG, (in, out) -> {
            hear(in);
            out.write(reply(1, EXTENDED, 52, "TLS not initialised"));
        });
        assertEquals(List.of(Cause.TEMPFAIL, Phase.TLS), List.of(failed.cause(), failed.phase()));
    }

    @Test
    void whatIsSlippedInBeforeHandshakeIsGarbled() throws Exception {
        var failed = overTls(TlsMode.STARTTLS, LONG, (in, out) -> {
            hear(in);
            byte[] consent = reply(1, EXTENDED, 0, "");
            byte[] slipped = reply(2, DONE, 0, "");
            byte[] both = Arrays.copyOf(consent, consent.length + slipped.length);
            System.arraycopy(slipped, 0, both, consent.length, slipped.length);
            out.write(both);
            hold(in);
        });
        assertEquals(List.of(Cause.GARBLED, Phase.TLS), List.of(failed.cause(), failed.phase()));
    }

    @Test
    void handshakeThatHangsOrTricklesEndsAtDeadline() throws Exception {
        var silent = overTls(TlsMode.STARTTLS, SHORT, (in, out) -> {
            hear(in);
            out.write(reply(1, EXTENDED, 0, ""));
            hold(in);
        });
        assertEquals(List.of(Cause.TIMEOUT, Phase.TLS), List.of(silent.cause(), silent.phase()));

        var trickling = overTls(TlsMode.IMPLICIT, SHORT, (in, out) -> {
            out.write(new byte[] {0x16, 3, 3, 0x3f, 0});
            while (true) {
                out.write(2);
                pause();
            }
        });
        assertEquals(List.of(Cause.TIMEOUT, Phase.TLS), List.of(trickling.cause(), trickling.phase()));
    }

    @Test
    void failedHandshakeIsTlsFault() throws Exception {
        var ended = overTls(TlsMode.IMPLICIT, LONG, (in, out) -> in.read());
        assertEquals(List.of(Cause.TLS, Phase.TLS), List.of(ended.cause(), ended.phase()));

        var none = overTls(TlsMode.IMPLICIT, LONG, (in, out) -> {
            out.write("this is no TLS at all, is it\n".getBytes(StandardCharsets.US_ASCII));
            hold(in);
        });
        assertEquals(List.of(Cause.TLS, Phase.TLS), List.of(none.cause(), none.phase()));
    }

    @Test
    void aTrickleCannotStretchTheDeadline() throws Exception {
        var failed = failure(SearchRequest.any(), SHORT, (in, out) -> {
            hear(in);
            out.write(new byte[] {0x30, (byte) 0x83, 0x0f, 0, 0});
            while (true) {
                out.write(0);
                pause();
            }
        });
        assertEquals(List.of(Cause.TIMEOUT, Phase.COMMAND), List.of(failed.cause(), failed.phase()));
    }

    @Test
    void lookUpThatHangsEndsAtDeadline() throws Exception {
        var hanging = new Resolver(name -> {
            while (true) {
                pause();
            }
        });
        var target = DirectoryTarget.plain("ldap.invalid", 389);
        NetworkObservation<DirectoryAnswer> seen =
                new DirectoryProbe(target, SearchRequest.any(), hanging, Progress.NONE).observe(Deadline.after(SHORT));
        var failed = assertInstanceOf(NetworkObservation.Failed.class, seen);
        assertEquals(List.of(Cause.TIMEOUT, Phase.RESOLVE), List.of(failed.cause(), failed.phase()));
        assertEquals(Set.of(), failed.timings().phases().keySet());
    }

    private static boolean found(NetworkObservation.Answered<?> seen) {
        return assertInstanceOf(DirectoryAnswer.class, seen.answer()).found();
    }

    private static void hold(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static NetworkObservation.Failed<?> overTls(
            TlsMode tls, Duration limit, ScriptedDirectory.Behaviour behaviour) throws IOException, CannotObserve {
        try (var directory = new ScriptedDirectory(behaviour)) {
            var target = new DirectoryTarget("127.0.0.1", directory.port(), Family.ANY, tls, TlsSettings.unverified());
            return assertInstanceOf(
                    NetworkObservation.Failed.class,
                    new DirectoryProbe(target, SearchRequest.any()).observe(Deadline.after(limit)));
        }
    }

    private static NetworkObservation.Failed<?> failure(
            SearchRequest question, Duration limit, ScriptedDirectory.Behaviour behaviour)
            throws IOException, CannotObserve {
        return assertInstanceOf(NetworkObservation.Failed.class, ask(question, limit, behaviour));
    }

    private static NetworkObservation<DirectoryAnswer> ask(
            SearchRequest question, Duration limit, ScriptedDirectory.Behaviour behaviour)
            throws IOException, CannotObserve {
        try (var directory = new ScriptedDirectory(behaviour)) {
            return ask(question, limit, directory.port(), Resolver.system());
        }
    }

    private static NetworkObservation<DirectoryAnswer> ask(
            SearchRequest question, Duration limit, int port, Resolver resolver) throws CannotObserve {
        var target = DirectoryTarget.plain(InetAddress.getLoopbackAddress().getHostAddress(), port);
        return new DirectoryProbe(target, question, resolver, Progress.NONE).observe(Deadline.after(limit));
    }
}
