package org.hamail.mail;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.MailTarget;
import org.hamail.mail.session.ProbeMessage;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.NetworkException;
import org.hamail.net.Resolver;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Decimal;
import org.hamail.probe.Phase;
import org.hamail.probe.PhaseTimer;
import org.hamail.time.Deadline;

/** Looks into a mailbox again and again until a message is there, takes it out, and what earlier runs have left there. */
final class RoundTripDelivery {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5000;

    private final MailTarget mailbox;
    private final SessionLog log;
    private final PhaseTimer timer;
    private final MailboxLook look;
    private Optional<MailFault> refusal = Optional.empty();

    RoundTripDelivery(MailTarget mailbox, Optional<Login> login, Resolver resolver, SessionLog log, PhaseTimer timer) {
        this.mailbox = mailbox;
        this.log = log;
        this.timer = timer;
        this.look = new MailboxLook(mailbox, login, resolver, log, timer);
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
            return look.takes(message, deadline);
        } catch (MailFault | NetworkException fault) {
            if (timer.current() != Phase.DELIVERY || !mayEnd(fault)) {
                throw look.about(fault);
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

    /** A mailbox that nobody could look into proves nothing about the message. */
    private IOException late(Deadline deadline) {
        if (look.hasSeenMailbox()) {
            return MailFault.of(
                    Cause.UNDELIVERED,
                    "the message did not arrive at " + mailbox + " within " + Decimal.seconds(deadline.limit()) + " s");
        }
        return refusal.<IOException>map(fault -> fault.about(look.name()))
                .orElseGet(() -> new NetworkException(NetworkException.Kind.TIMEOUT, look.name()));
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
