package org.hamail.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.hamail.model.TlsMode;
import org.hamail.net.Connection;
import org.hamail.net.Connection.SilentAddresses;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.net.Family;
import org.hamail.net.NetworkException;
import org.hamail.net.Resolver;
import org.hamail.net.Route;
import org.hamail.net.Secrets;
import org.hamail.net.Transcript;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.ServerText;
import org.hamail.probe.Phase.Progress;
import org.hamail.probe.PhaseTimer.Timings;
import org.hamail.time.Deadline;

/**
 * One conversation with a server, from the look-up of its name to the goodbye, each step booked to its phase. What is
 * said between connection and goodbye is the protocol's.
 *
 * @param <A> what the server answered
 */
public abstract class NetworkSession<A> {
    /** A certificate may be for several names, each of which may be long. */
    private static final int CERTIFICATE_LIMIT = 3 * ServerText.LIMIT;

    private final Target target;
    private final Resolver resolver;
    private final Deadline deadline;
    private final PhaseTimer timer;
    private final Secrets secrets = new Secrets();
    private final List<String> facts = new ArrayList<>();
    private final SilentAddresses silent = new SilentAddresses();
    private final Transcript transcript;
    private final ConnectionSetup setup;

    /** @param transcript whether to keep what is said */
    protected NetworkSession(
            Target target, Resolver resolver, Deadline deadline, boolean transcript, Progress... listeners) {
        this.target = target;
        this.resolver = resolver;
        this.deadline = deadline;
        this.timer = new PhaseTimer(deadline, listeners);
        this.transcript = new Transcript(transcript, secrets);
        this.setup = new ConnectionSetup(target, this.transcript, facts);
    }

    /** Says what there is to say on a new connection, up to the goodbye. */
    protected abstract A talk(Connection connection) throws IOException;

    /** Where the conversation stands. */
    protected Phase phase() {
        return timer.current();
    }

    /** What failed, for people, harmless and without secrets. */
    protected String sentence(IOException fault, Phase phase) {
        String what = fault instanceof NetworkException end && end.kind() == NetworkException.Kind.TIMEOUT
                ? late(end, phase) + ": timed out after " + Decimal.seconds(deadline.limit()) + " s in phase "
                        + phase.word()
                : place(phase) + ": " + fault.getMessage();
        boolean certificate =
                fault instanceof NetworkException wrong && wrong.kind() == NetworkException.Kind.CERTIFICATE;
        return ServerText.of(secrets.mask(what), certificate ? CERTIFICATE_LIMIT : ServerText.LIMIT);
    }

    /** What a failure is about. */
    protected String place(Phase phase) {
        return target.toString();
    }

    /** Who did not answer in time. */
    protected String late(NetworkException timeout, Phase phase) {
        return target.toString();
    }

    /** What may cure a failure, behind its sentence; empty where there is nothing to advise. */
    protected abstract String advice(IOException fault, Cause cause, Phase phase, String sentence);

    /** Connects and talks. */
    protected A hold(List<InetAddress> addresses) throws IOException {
        timer.enter(Phase.CONNECT);
        try (Connection connection = Connection.connect(addresses, target.port(), deadline, silent)) {
            setup.connected(connection);
            return talk(connection);
        }
    }

    final A hold() throws IOException {
        List<InetAddress> addresses = resolver.resolve(target.host(), target.family(), deadline);
        try {
            return hold(addresses);
        } catch (NetworkException fault) {
            throw Route.judged(fault, addresses);
        }
    }

    final NetworkObservation<A> answered(A answer) {
        return new NetworkObservation.Answered<>(
                answer, setup.session(), silent.clause(), timer.read(), List.copyOf(facts), transcript.lines());
    }

    /** What a deadline that passed in {@code phase} means. */
    protected Cause late(Phase phase) {
        return Cause.TIMEOUT;
    }

    final NetworkObservation<A> failed(IOException fault, Cause seen) {
        Timings timings = timer.read();
        boolean lookedUpTooLong = seen == Cause.TIMEOUT && timer.blamed() == Phase.RESOLVE;
        Phase phase = lookedUpTooLong ? Phase.RESOLVE : phase();
        Cause cause = seen == Cause.TIMEOUT ? late(phase) : seen;
        String sentence = sentence(fault, phase);
        return new NetworkObservation.Failed<>(
                cause,
                phase,
                sentence + silent.clause() + advice(fault, cause, phase, sentence),
                timings,
                List.copyOf(facts),
                transcript.lines());
    }

    protected final Resolver resolver() {
        return resolver;
    }

    protected final Deadline deadline() {
        return deadline;
    }

    protected final PhaseTimer timer() {
        return timer;
    }

    protected final Secrets secrets() {
        return secrets;
    }

    protected final Transcript transcript() {
        return transcript;
    }

    protected final ConnectionSetup setup() {
        return setup;
    }

    /** Adds a fact for {@code -v}. */
    protected final void note(String fact) {
        facts.add(fact);
    }

    /** Where a server is to be reached, and how; its text is for people. */
    public interface Target {
        /** A name or an address. */
        String host();

        /** 1 to 65535. */
        int port();

        Family family();

        TlsMode tls();

        /** How the server is looked at in TLS, where there is any. */
        TlsSettings security();

        /** @throws IllegalArgumentException when there can be no such place */
        static void check(String host, int port) {
            if (host.isBlank() || port < 1 || port > 65535) {
                throw new IllegalArgumentException("not a host and port: " + host + " " + port);
            }
        }
    }
}
