package org.hamail.mail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.MailClient.Mailbox;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.MailTarget;
import org.hamail.mail.session.ProbeMessage;
import org.hamail.mail.session.SessionLog;
import org.hamail.mail.session.SessionSetup;
import org.hamail.net.Connection;
import org.hamail.net.NetworkException;
import org.hamail.net.Resolver;
import org.hamail.probe.ConnectionSetup;
import org.hamail.probe.Phase;
import org.hamail.probe.Phase.Progress;
import org.hamail.probe.PhaseTimer;
import org.hamail.time.Deadline;

/** One connection after another to a mailbox: takes a message out if it is there, and once what earlier runs have left. */
final class MailboxLook {
    private final MailTarget mailbox;
    private final Optional<Login> login;
    private final Resolver resolver;
    private final SessionLog log;
    private final PhaseTimer timer;
    private boolean looked;
    private boolean cleaned;

    MailboxLook(MailTarget mailbox, Optional<Login> login, Resolver resolver, SessionLog log, PhaseTimer timer) {
        this.mailbox = mailbox;
        this.login = login;
        this.resolver = resolver;
        this.log = log;
        this.timer = timer;
    }

    /** Whether the mailbox could be searched at least once. */
    boolean hasSeenMailbox() {
        return looked;
    }

    /** Whether {@code message} was there; it is read and deleted then. */
    boolean takes(ProbeMessage message, Deadline deadline) throws IOException {
        log.silence().begin();
        try (Connection connection = Connection.connect(
                resolver.resolve(mailbox.host(), mailbox.family(), deadline), mailbox.port(), deadline)) {
            Mailbox box = open(connection);
            List<String> candidates = box.find(message);
            looked = true;
            boolean taken = take(box, candidates, message);
            sweep(box, message);
            MailSession.goodbye(box);
            return taken;
        }
    }

    private boolean take(Mailbox box, List<String> candidates, ProbeMessage message) throws IOException {
        for (String number : candidates) {
            timer.enter(Phase.FETCH);
            if (box.take(number, message)) {
                return true;
            }
            timer.enter(Phase.DELIVERY); // another one's: ours is still on its way
        }
        return false;
    }

    private Mailbox open(Connection connection) throws IOException {
        var setup = new ConnectionSetup(mailbox, log.transcript(), new ArrayList<>());
        var opening = new SessionSetup(mailbox, setup, Progress.NONE);
        opening.before(connection);
        connection.awaitFirstByte();
        Mailbox box = MailClients.mailbox(mailbox.protocol(), connection, log);
        opening.greet(connection, box);
        if (login.isPresent()) {
            box.login(login.get());
        }
        return box;
    }

    /** Once in a run: what cannot be deleted now is found again by the next run. */
    private void sweep(Mailbox box, ProbeMessage message) throws IOException {
        if (cleaned) {
            return;
        }
        cleaned = true;
        try {
            box.sweep(message);
        } catch (MailFault refused) {
            if (refused.isEnding()) {
                throw refused;
            }
        }
    }

    /** {@code fault} with the mailbox that it is about. */
    IOException about(IOException fault) {
        if (!(fault instanceof NetworkException cut)) {
            return fault instanceof MailFault said ? said.about(name()) : fault;
        }
        boolean timeout = cut.kind() == NetworkException.Kind.TIMEOUT;
        return new NetworkException(cut.kind(), timeout ? name() : name() + ": " + cut.getMessage(), cut);
    }

    String name() {
        return mailbox.protocol() + " at " + mailbox;
    }
}
