package org.hamail.mail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
import org.hamail.plugin.Cause;
import org.hamail.plugin.Decimal;
import org.hamail.probe.ConnectionSetup;
import org.hamail.probe.Phase;
import org.hamail.probe.Phase.Progress;
import org.hamail.probe.PhaseTimer;
import org.hamail.time.Deadline;

/** Looks into a mailbox again and again until a message is there, takes it out, and what earlier runs have left there. */
final class RoundTripDelivery {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5000;

    private final MailTarget mailbox;
    private final Optional<Login> login;
    private final Resolver resolver;
    private final SessionLog log;
    private final PhaseTimer timer;
    private boolean looked;
    private boolean cleaned;
    private Optional<MailFault> refusal = Optional.empty();

    RoundTripDelivery(MailTarget mailbox, Optional<Login> login, Resolver resolver, SessionLog log, PhaseTimer timer) {
        this.mailbox = mailbox;
        this.login = login;
        this.resolver = resolver;
        this.log = log;
        this.timer = timer;
    }

    /** Waits for {@code message}; a mailbox that is not to be had for the moment is no reason to give up. */
    void await(ProbeMessage message, Deadline deadline) throws IOException {
        timer.enter(Phase.DELIVERY);
        long pause = FIRST_PAUSE_MILLIS;
        while (!arrived(message, deadline)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline.remainingNanos());
            if (left <= FIRST_PAUSE_MILLIS) {
                throw late(deadline);
            }
            sleep(Math.min(pause, left / 2)); // towards the end more often: what comes late has come
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private boolean arrived(ProbeMessage message, Deadline deadline) throws IOException {
        try {
            return look(message, deadline);
        } catch (MailFault | NetworkException fault) {
            if (timer.current() != Phase.DELIVERY || !mayEnd(fault)) {
                throw about(fault);
            }
            if (fault instanceof MailFault said && said.reason() == Cause.TEMPFAIL) {
                refusal = Optional.of(said);
            }
            return false;
        }
    }

    /** Whether to look again may help: the mailbox is not to be had now, or its server has given up by itself. */
    private boolean mayEnd(IOException fault) {
        boolean timeout = fault instanceof NetworkException cut && cut.kind() == NetworkException.Kind.TIMEOUT;
        boolean temporary = fault instanceof MailFault said && said.reason() == Cause.TEMPFAIL;
        return timeout || temporary || log.silence().isEndedBy(fault);
    }

    private boolean look(ProbeMessage message, Deadline deadline) throws IOException {
        var setup = new ConnectionSetup(mailbox, log.transcript(), new ArrayList<>());
        var opening = new SessionSetup(mailbox, setup, Progress.NONE);
        log.silence().begin();
        try (Connection connection = Connection.connect(
                resolver.resolve(mailbox.host(), mailbox.family(), deadline), mailbox.port(), deadline)) {
            opening.before(connection);
            connection.awaitFirstByte();
            Mailbox box = MailClients.mailbox(mailbox.protocol(), connection, log);
            opening.greet(connection, box);
            if (login.isPresent()) {
                box.login(login.get());
            }
            Optional<String> number = box.find(message);
            looked = true;
            if (number.isPresent()) {
                timer.enter(Phase.FETCH);
                box.take(number.get());
            }
            sweep(box, message);
            MailSession.goodbye(box);
            return number.isPresent();
        }
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

    /** A mailbox that nobody could look into proves nothing about the message. */
    private IOException late(Deadline deadline) {
        if (looked) {
            return MailFault.of(
                    Cause.UNDELIVERED,
                    "the message did not arrive at " + mailbox + " within " + Decimal.seconds(deadline.limit()) + " s");
        }
        return refusal.<IOException>map(fault -> fault.about(name()))
                .orElseGet(() -> new NetworkException(NetworkException.Kind.TIMEOUT, name()));
    }

    private IOException about(IOException fault) {
        if (!(fault instanceof NetworkException cut)) {
            return fault instanceof MailFault said ? said.about(name()) : fault;
        }
        boolean timeout = cut.kind() == NetworkException.Kind.TIMEOUT;
        return new NetworkException(cut.kind(), timeout ? name() : name() + ": " + cut.getMessage(), cut);
    }

    private String name() {
        return mailbox.protocol() + " at " + mailbox;
    }

    private static void sleep(long millis) throws NetworkException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetworkException(NetworkException.Kind.LOCAL, "interrupted", e);
        }
    }
}
