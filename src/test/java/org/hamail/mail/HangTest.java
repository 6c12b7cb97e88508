package org.hamail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.hamail.mail.MailProbe.MailAnswer;
import org.hamail.mail.session.MailTarget;
import org.hamail.mail.session.ProbeOptions;
import org.hamail.model.MailProtocol;
import org.hamail.model.TlsMode;
import org.hamail.net.Resolver;
import org.hamail.plugin.Cause;
import org.hamail.plugin.PluginOutput;
import org.hamail.probe.NetworkObservation;
import org.hamail.probe.Phase;
import org.hamail.probe.Phase.Progress;
import org.hamail.probe.Probe.CannotObserve;
import org.hamail.probe.Thresholds;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Silence before the first byte, in every protocol; the later phases are files of test-fixtures/conversation. */
@Timeout(60)
class HangTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @ParameterizedTest
    @EnumSource(MailProtocol.class)
    void hangingLookUpIsTimeoutInItsPhase(MailProtocol protocol) throws Exception {
        var never = new CountDownLatch(1);
        Resolver.NameService service = name -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        };
        try {
            NetworkObservation.Failed<MailAnswer> failed =
                    failure(MailTarget.plain(protocol, "mail.test"), new Resolver(service));
            assertEquals(List.of(Cause.TIMEOUT, Phase.RESOLVE), List.of(failed.cause(), failed.phase()));
            assertEquals(Set.of(), failed.timings().phases().keySet());
            assertEquals(
                    protocol + " CRITICAL [timeout/resolve]: mail.test port " + protocol.port(TlsMode.NONE)
                            + ": timed out after 0.5 s in phase resolve",
                    line(protocol, failed));
        } finally {
            never.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource(MailProtocol.class)
    void hangingConnectIsTimeoutInItsPhase(MailProtocol protocol) throws Exception {
        try (var server = new ServerSocket(0, 1, HERE)) {
            List<Socket> queue = full(server);
            try {
                MailTarget target =
                        MailTarget.plain(protocol, HERE.getHostAddress()).withPort(server.getLocalPort());
                NetworkObservation.Failed<MailAnswer> failed = failure(target, Resolver.system());
                assertEquals(List.of(Cause.TIMEOUT, Phase.CONNECT), List.of(failed.cause(), failed.phase()));
                assertEquals(Set.of(Phase.CONNECT), failed.timings().phases().keySet());
            } finally {
                for (Socket caller : queue) {
                    caller.close();
                }
            }
        }
    }

    private static NetworkObservation.Failed<MailAnswer> failure(MailTarget target, Resolver resolver)
            throws CannotObserve {
        var probe = new MailProbe(target, ProbeOptions.none(), resolver, Progress.NONE);
        return (NetworkObservation.Failed<MailAnswer>) probe.observe(Deadline.after(SHORT));
    }

    /** Without the figures and the note of HTTP. */
    private static String line(MailProtocol protocol, NetworkObservation<MailAnswer> seen) {
        String line = PluginOutput.line(new MailEvaluation(protocol, Thresholds.only(SHORT)).evaluate(seen));
        return line.substring(0, line.indexOf('|')).replace(" (notify only)", "");
    }

    /** Calls until the queue of the server, which takes none of them, is full. */
    private static List<Socket> full(ServerSocket server) throws IOException {
        var callers = new ArrayList<Socket>();
        while (true) {
            var caller = new Socket();
            callers.add(caller);
            try {
                caller.connect(new InetSocketAddress(HERE, server.getLocalPort()), 300);
            } catch (SocketTimeoutException e) {
                return callers;
            }
        }
    }
}
