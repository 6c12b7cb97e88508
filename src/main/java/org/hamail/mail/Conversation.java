package org.hamail.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hamail.net.NetFault;
import org.hamail.net.Resolver;
import org.hamail.net.Route;
import org.hamail.net.Secrets;
import org.hamail.net.SilentAddresses;
import org.hamail.net.TlsSession;
import org.hamail.net.Wire;
import org.hamail.time.Deadline;

/** The order of the steps, from the look-up to the goodbye, each booked to its phase. */
final class Conversation {
    private final MailTarget target;
    private final Demands demands;
    private final Resolver resolver;
    private final Ear ear;
    private final Stopwatch stopwatch;
    private final Opening opening;
    private final SilentAddresses silent = new SilentAddresses();
    private boolean offersTls;
    private Optional<GivenUp> givenUp = Optional.empty();

    Conversation(
            MailTarget target, Demands demands, Resolver resolver, Ear ear, Stopwatch stopwatch, List<String> facts) {
        this.target = target;
        this.demands = demands;
        this.resolver = resolver;
        this.ear = ear;
        this.stopwatch = stopwatch;
        this.opening = new Opening(target, ear, stopwatch, facts);
    }

    /**
     * Holds it; the greeting as received. A server that gives up by itself after a long silence is asked again, on a new
     * connection, until the deadline.
     */
    String hold(Deadline deadline) throws IOException {
        List<InetAddress> addresses = resolver.resolve(target.host(), target.family(), deadline);
        try {
            return holdPatiently(addresses, deadline);
        } catch (NetFault fault) {
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
                    throw new NetFault(NetFault.Kind.TIMEOUT, "the deadline passed", end);
                }
            }
        }
    }

    private String hold(List<InetAddress> addresses, Deadline deadline) throws IOException {
        stopwatch.enter(Phase.CONNECT);
        try (Wire wire = Wire.connect(addresses, target.port(), deadline, silent)) {
            try {
                return hold(wire);
            } catch (MailFault | NetFault fault) {
                throw givenUp(fault).orElse(fault);
            }
        }
    }

    private String hold(Wire wire) throws IOException {
        if (demands.proxy()) {
            announceProxy(wire);
        }
        opening.before(wire);
        if (target.protocol() == Protocol.HTTP) {
            stopwatch.enter(Phase.COMMAND);
            return new HttpExchange(wire, ear).ask(target);
        }
        stopwatch.enter(Phase.GREETING);
        wire.awaitFirstByte();
        Dialogue dialogue = dialogue(wire);
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
    private void announceProxy(Wire wire) throws IOException {
        ear.client("PROXY UNKNOWN");
        wire.output().write("PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII));
        wire.output().flush();
    }

    /**
     * What {@code fault} is when it comes after a long silence. The mailbox of a round trip is another server: it is
     * looked into again, see {@link Delivery}.
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

    private String talk(Wire wire, Dialogue dialogue) throws IOException {
        String greeting = opening.greet(wire, dialogue);
        offersTls = dialogue.offersTls();
        boolean mayLogIn = demands.roundTrip().isEmpty() || dialogue.offersLogin();
        if (demands.login().isPresent() && mayLogIn) {
            stopwatch.enter(Phase.LOGIN);
            dialogue.login(demands.login().get());
        }
        if (demands.roundTrip().isPresent() && dialogue instanceof SmtpDialogue smtp) {
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

    private void roundTrip(Wire wire, SmtpDialogue smtp, RoundTrip trip) throws IOException {
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
        new Delivery(trip.mailbox(), demands.login(), resolver, ear, stopwatch).await(message, wire.deadline());
    }

    /** A server that ends the connection instead of saying goodbye has served. */
    static void goodbye(Dialogue dialogue) throws IOException {
        try {
            dialogue.quit();
        } catch (NetFault fault) {
            switch (fault.kind()) {
                case CLOSED, RESET, TLS -> {}
                default -> throw fault;
            }
        }
    }

    private Dialogue dialogue(Wire wire) throws IOException {
        return target.protocol() == Protocol.SMTP
                ? new SmtpDialogue(wire, ear, demands)
                : mailbox(target.protocol(), wire, ear);
    }

    static Mailbox mailbox(Protocol protocol, Wire wire, Ear ear) throws IOException {
        return protocol == Protocol.IMAP ? new ImapDialogue(wire, ear) : new PopDialogue(wire, ear);
    }
}
