package org.hamail.directory;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.hamail.net.NetFault;
import org.hamail.net.Resolver;
import org.hamail.net.Route;
import org.hamail.net.SilentAddresses;
import org.hamail.net.TlsSession;
import org.hamail.net.Transcript;
import org.hamail.net.Wire;
import org.hamail.time.Deadline;

/** The order of the steps, from the look-up to the goodbye, each booked to its phase. */
final class Conversation {
    private final DirectoryTarget target;
    private final Question question;
    private final Stopwatch stopwatch;
    private final Transcript transcript;
    private final List<String> facts;
    private Optional<TlsSession> session = Optional.empty();
    private final SilentAddresses silent = new SilentAddresses();

    Conversation(
            DirectoryTarget target, Question question, Stopwatch stopwatch, Transcript transcript, List<String> facts) {
        this.target = target;
        this.question = question;
        this.stopwatch = stopwatch;
        this.transcript = transcript;
        this.facts = facts;
    }

    /** Holds it; the number of entries that the search found. */
    int hold(Resolver resolver, Deadline deadline) throws IOException {
        List<InetAddress> addresses = resolver.resolve(target.host(), target.family(), deadline);
        try {
            return hold(addresses, deadline);
        } catch (NetFault fault) {
            throw Route.judged(fault, addresses);
        }
    }

    /** The addresses that did not answer, as a clause for people; empty when there are none. */
    String silent() {
        return silent.clause();
    }

    private int hold(List<InetAddress> addresses, Deadline deadline) throws IOException {
        stopwatch.enter(Phase.CONNECT);
        try (Wire wire = Wire.connect(addresses, target.port(), deadline, silent)) {
            facts.add("connected to " + wire.remoteAddress().getHostAddress() + " port " + target.port());
            if (target.encryption() != Encryption.NONE) {
                stopwatch.enter(Phase.TLS);
                secure(wire);
            }
            return talk(dialogue(wire), deadline);
        }
    }

    /** What the handshake agreed on, if there was one. */
    Optional<TlsSession> session() {
        return session;
    }

    private void secure(Wire wire) throws IOException {
        if (target.encryption() == Encryption.STARTTLS) {
            Wire.prepareTls();
            dialogue(wire).startTls();
        }
        TlsSession agreed = target.encryption() == Encryption.STARTTLS
                ? wire.upgrade(target.host(), target.settings())
                : wire.secure(target.host(), target.settings());
        session = Optional.of(agreed);
        transcript.note(agreed.protocol() + " " + agreed.cipher());
        facts.add("secured by " + agreed.protocol() + " " + agreed.cipher());
    }

    private int talk(Dialogue dialogue, Deadline deadline) throws IOException {
        if (question.bind().isPresent()) {
            stopwatch.enter(Phase.LOGIN);
            dialogue.bind(question.bind().get());
        }
        stopwatch.enter(Phase.COMMAND);
        int entries = dialogue.search(question, deadline);
        stopwatch.enter(Phase.QUIT);
        dialogue.unbind();
        return entries;
    }

    private Dialogue dialogue(Wire wire) {
        return new Dialogue(new Messages(wire.input(), wire.output()), transcript);
    }
}
