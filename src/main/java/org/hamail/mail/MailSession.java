package org.hamail.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hamail.mail.http.HttpExchange;
import org.hamail.mail.imap.ImapClient;
import org.hamail.mail.pop3.PopClient;
import org.hamail.mail.session.GivenUp;
import org.hamail.mail.session.MailClient;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.MailTarget;
import org.hamail.mail.session.Mailbox;
import org.hamail.mail.session.Phase;
import org.hamail.mail.session.ProbeMessage;
import org.hamail.mail.session.ProbeOptions;
import org.hamail.mail.session.RoundTrip;
import org.hamail.mail.session.SessionLog;
import org.hamail.mail.session.SessionSetup;
import org.hamail.mail.session.Stopwatch;
import org.hamail.mail.smtp.SmtpClient;
import org.hamail.model.MailProtocol;
import org.hamail.net.Connection;
import org.hamail.net.NetworkException;
import org.hamail.net.Resolver;
import org.hamail.net.Route;
import org.hamail.net.Secrets;
import org.hamail.net.SilentAddresses;
import org.hamail.net.TlsSession;
import org.hamail.time.Deadline;

/** The order of the steps, from the look-up to the goodbye, each booked to its phase. */
final class MailSession {
    private final MailTarget target;
    private final ProbeOptions demands;
    private final Resolver resolver;
    private final SessionLog ear;
    private final Stopwatch stopwatch;
    private final SessionSetup opening;
    private final SilentAddresses silent = new SilentAddresses();
    private boolean offersTls;
    private Optional<GivenUp> givenUp = Optional.empty();

    MailSession(
            MailTarget target,
            ProbeOptions demands,
            Resolver resolver,
            SessionLog ear,
            Stopwatch stopwatch,
            List<String> facts) {
        this.target = target;
        this.demands = demands;
        this.resolver = resolver;
        this.ear = ear;
        this.stopwatch = stopwatch;
        this.opening = new SessionSetup(target, ear, stopwatch, facts);
    }

    /**
     * Holds it; the greeting as received. A server that gives up by itself after a long silence is asked again, on a new
     * connection, until the deadline.
     */
    String hold(Deadline deadline) throws IOException {
        List<InetAddress> addresses = resolver.resolve(target.host(), target.family(), deadline);
        try {
            return holdPatiently(addresses, deadline);
        } catch (NetworkException fault) {
            throw Route.judged(fault, addresses);
        }
    }

    private String holdPatiently(List<InetAddress> addresses, Deadline deadline) throws IOException {
        while (true) {
            try {
                return hold(addresses, deadline);
            } catch (GivenUp end) {
                givenUp = givenUp.or(() -> Optional.of(end));
                if (deadline.passed()) {
                    throw new NetworkException(NetworkException.Kind.TIMEOUT, "the deadline passed", end);
                }
            }
        }
    }

    private String hold(List<InetAddress> addresses, Deadline deadline) throws IOException {
        stopwatch.enter(Phase.CONNECT);
        try (Connection wire = Connection.connect(addresses, target.port(), deadline, silent)) {
            try {
                return hold(wire);
            } catch (MailFault | NetworkException fault) {
                throw givenUp(fault).orElse(fault);
            }
        }
    }

    private String hold(Connection wire) throws IOException {
        if (demands.proxy()) {
            announceProxy(wire);
        }
        opening.before(wire);
        if (target.protocol() == MailProtocol.HTTP) {
            stopwatch.enter(Phase.COMMAND);
            return new HttpExchange(wire, ear).ask(target);
        }
        stopwatch.enter(Phase.GREETING);
        wire.awaitFirstByte();
        MailClient dialogue = dialogue(wire);
        try {
            return talk(wire, dialogue);
        } catch (MailFault fault) {
            Optional<IOException> end = givenUp(fault.ending()); // asks nothing further, which would break the silence
            if (end.isPresent() && !fault.isEnding() && !dialogue.isOver()) {
                throw fault;
            }
            throw end.orElse(fault);
        }
    }

    /** The first line of the PROXY protocol, version 1, in front of all else, TLS included. */
    private void announceProxy(Connection wire) throws IOException {
        ear.client("PROXY UNKNOWN");
        wire.output().write("PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII));
        wire.output().flush();
    }

    /**
     * What {@code fault} is when it comes after a long silence. The mailbox of a round trip is another server: it is
     * looked into again, see {@link RoundTripDelivery}.
     */
    private Optional<IOException> givenUp(IOException fault) {
        Phase phase = stopwatch.current();
        boolean ended = ear.silence().isEndedBy(fault) && phase != Phase.DELIVERY && phase != Phase.FETCH;
        return ended ? Optional.of(new GivenUp(phase, ear.silence().length(), fault)) : Optional.empty();
    }

    /** Where it stands; once a server has given up, a phase that it passes quickly every time is not where it hangs. */
    Phase phase() {
        Phase now = stopwatch.current();
        return givenUp.map(GivenUp::phase)
                .filter(before -> before.compareTo(now) > 0 && !ear.silence().isLong())
                .orElse(now);
    }

    /** How the server first gave up by itself, for people; empty when it did not. */
    Optional<String> givenUp(Secrets secrets) {
        return givenUp.map(end -> end.words(secrets));
    }

    /** What the handshake agreed on, if there was one. */
    Optional<TlsSession> session() {
        return opening.session();
    }

    /** The addresses that did not answer, as a clause for people; empty when there are none. */
    String silent() {
        return silent.clause();
    }

    /** Whether the server offered TLS that was not asked for. */
    boolean offersTls() {
        return offersTls;
    }

    private String talk(Connection wire, MailClient dialogue) throws IOException {
        String greeting = opening.greet(wire, dialogue);
        offersTls = dialogue.offersTls();
        boolean mayLogIn = demands.roundTrip().isEmpty() || dialogue.offersLogin();
        if (demands.login().isPresent() && mayLogIn) {
            stopwatch.enter(Phase.LOGIN);
            dialogue.login(demands.login().get());
        }
        if (demands.roundTrip().isPresent() && dialogue instanceof SmtpClient smtp) {
            roundTrip(wire, smtp, demands.roundTrip().get());
            return greeting;
        }
        if (demands.from().isPresent()) {
            stopwatch.enter(Phase.COMMAND);
            dialogue.command();
        }
        stopwatch.enter(Phase.QUIT);
        goodbye(dialogue);
        return greeting;
    }

    private void roundTrip(Connection wire, SmtpClient smtp, RoundTrip trip) throws IOException {
        String check = String.join(
                " ",
                wire.localAddress().getHostAddress(),
                target.toString(),
                trip.address(),
                trip.mailbox().protocol().label());
        var message = ProbeMessage.fresh(check, demands.from().orElse(trip.address()), trip.address());
        stopwatch.enter(Phase.SUBMIT);
        smtp.submit(message);
        stopwatch.enter(Phase.QUIT);
        goodbye(smtp);
        wire.close();
        new RoundTripDelivery(trip.mailbox(), demands.login(), resolver, ear, stopwatch)
                .await(message, wire.deadline());
    }

    /** A server that ends the connection instead of saying goodbye has served. */
    static void goodbye(MailClient dialogue) throws IOException {
        try {
            dialogue.quit();
        } catch (NetworkException fault) {
            switch (fault.kind()) {
                case CLOSED, RESET, TLS -> {}
                default -> throw fault;
            }
        }
    }

    private MailClient dialogue(Connection wire) throws IOException {
        return target.protocol() == MailProtocol.SMTP
                ? new SmtpClient(wire, ear, demands)
                : mailbox(target.protocol(), wire, ear);
    }

    static Mailbox mailbox(MailProtocol protocol, Connection wire, SessionLog ear) throws IOException {
        return protocol == MailProtocol.IMAP ? new ImapClient(wire, ear) : new PopClient(wire, ear);
    }
}
