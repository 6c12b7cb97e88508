package org.hamail.directory;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.hamail.net.Connection;
import org.hamail.net.NetworkException;
import org.hamail.net.Resolver;
import org.hamail.net.Route;
import org.hamail.net.SilentAddresses;
import org.hamail.net.TlsSession;
import org.hamail.net.Transcript;
import org.hamail.time.Deadline;

/** The order of the steps, from the look-up to the goodbye, each booked to its phase. */
final class LdapSession {
    private final DirectoryTarget target;
    private final SearchRequest question;
    private final Stopwatch stopwatch;
    private final Transcript transcript;
    private final List<String> facts;
    private Optional<TlsSession> session = Optional.empty();
    private final SilentAddresses silent = new SilentAddresses();

    LdapSession(
            DirectoryTarget target,
            SearchRequest question,
            Stopwatch stopwatch,
            Transcript transcript,
            List<String> facts) {
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
        } catch (NetworkException fault) {
            throw Route.judged(fault, addresses);
        }
    }

    /** The addresses that did not answer, as a clause for people; empty when there are none. */
    String silent() {
        return silent.clause();
    }

    private int hold(List<InetAddress> addresses, Deadline deadline) throws IOException {
        stopwatch.enter(Phase.CONNECT);
        try (Connection wire = Connection.connect(addresses, target.port(), deadline, silent)) {
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

    private void secure(Connection wire) throws IOException {
        if (target.encryption() == Encryption.STARTTLS) {
            Connection.prepareTls();
            dialogue(wire).startTls();
        }
        TlsSession agreed = target.encryption() == Encryption.STARTTLS
                ? wire.upgrade(target.host(), target.settings())
                : wire.secure(target.host(), target.settings());
        session = Optional.of(agreed);
        transcript.note(agreed.protocol() + " " + agreed.cipher());
        facts.add("secured by " + agreed.protocol() + " " + agreed.cipher());
    }

    private int talk(LdapClient dialogue, Deadline deadline) throws IOException {
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

    private LdapClient dialogue(Connection wire) {
        return new LdapClient(new LdapConnection(wire.input(), wire.output()), transcript);
    }
}
