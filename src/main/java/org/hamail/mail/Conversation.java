package org.hamail.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.hamail.net.NetFault;
import org.hamail.net.Resolver;
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
    private final List<String> facts;
    private Optional<TlsSession> session = Optional.empty();

    Conversation(
            MailTarget target, Demands demands, Resolver resolver, Ear ear, Stopwatch stopwatch, List<String> facts) {
        this.target = target;
        this.demands = demands;
        this.resolver = resolver;
        this.ear = ear;
        this.stopwatch = stopwatch;
        this.facts = facts;
    }

    /** Holds it; the greeting as received. */
    String hold(Deadline deadline) throws IOException {
        List<InetAddress> addresses = resolver.resolve(target.host(), target.family(), deadline);
        stopwatch.enter(Phase.CONNECT);
        try (Wire wire = Wire.connect(addresses, target.port(), deadline)) {
            facts.add("connected to " + wire.remoteAddress().getHostAddress() + " port " + target.port());
            if (target.tls() == TlsMode.IMPLICIT) {
                stopwatch.enter(Phase.TLS);
                secure(wire);
            }
            stopwatch.enter(Phase.GREETING);
            wire.awaitFirstByte();
            return talk(wire, dialogue(wire));
        }
    }

    private void secure(Wire wire) throws IOException {
        session = Optional.of(wire.secure(target.host(), target.security()));
        String agreed = session.get().protocol() + " " + session.get().cipher();
        facts.add("encrypted with " + agreed);
        ear.transcript().note(agreed);
    }

    /** What the handshake agreed on, if there was one. */
    Optional<TlsSession> session() {
        return session;
    }

    private String talk(Wire wire, Dialogue dialogue) throws IOException {
        String greeting = dialogue.greeting();
        stopwatch.enter(Phase.HELLO);
        dialogue.hello();
        if (target.tls() == TlsMode.STARTTLS) {
            stopwatch.enter(Phase.TLS);
            dialogue.startTls();
            secure(wire);
            stopwatch.enter(Phase.HELLO);
            dialogue.hello();
        }
        if (demands.login().isPresent()) {
            stopwatch.enter(Phase.LOGIN);
            dialogue.login(demands.login().get());
        }
        if (demands.from().isPresent()) {
            stopwatch.enter(Phase.COMMAND);
            dialogue.command();
        }
        stopwatch.enter(Phase.QUIT);
        goodbye(dialogue);
        return greeting;
    }

    /** A server that ends the connection instead of saying goodbye has served. */
    private static void goodbye(Dialogue dialogue) throws IOException {
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
        return switch (target.protocol()) {
            case SMTP -> new SmtpDialogue(wire, ear, demands);
            case POP3 -> new PopDialogue(wire, ear);
            case IMAP -> new ImapDialogue(wire, ear);
            case HTTP -> throw new UnsupportedOperationException();
        };
    }
}
