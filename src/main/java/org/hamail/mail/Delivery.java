package org.hamail.mail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hamail.net.NetFault;
import org.hamail.net.Resolver;
import org.hamail.net.Wire;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Decimal;
import org.hamail.time.Deadline;

/** Looks into a mailbox again and again until a message is there, and takes it out. */
final class Delivery {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5000;

    private final MailTarget mailbox;
    private final Optional<Login> login;
    private final Resolver resolver;
    private final Ear ear;
    private final Stopwatch stopwatch;

    Delivery(MailTarget mailbox, Optional<Login> login, Resolver resolver, Ear ear, Stopwatch stopwatch) {
        this.mailbox = mailbox;
        this.login = login;
        this.resolver = resolver;
        this.ear = ear;
        this.stopwatch = stopwatch;
    }

    /** Waits for the message with this id; a mailbox that is not to be had for the moment is no reason to give up. */
    void await(String id, Deadline deadline) throws IOException {
        stopwatch.enter(Phase.DELIVERY);
        long pause = FIRST_PAUSE_MILLIS;
        while (!arrived(id, deadline)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline.remainingNanos());
            if (left <= FIRST_PAUSE_MILLIS) {
                throw undelivered(deadline);
            }
            sleep(Math.min(pause, left / 2)); // towards the end more often: what comes late has come
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private boolean arrived(String id, Deadline deadline) throws IOException {
        try {
            return look(id, deadline);
        } catch (MailFault fault) {
            if (fault.reason() == Cause.TEMPFAIL && stopwatch.current() == Phase.DELIVERY) {
                return false;
            }
            throw fault.about(mailbox.protocol() + " at " + mailbox);
        } catch (NetFault fault) {
            if (fault.kind() == NetFault.Kind.TIMEOUT && stopwatch.current() == Phase.DELIVERY) {
                throw undelivered(deadline);
            }
            throw new NetFault(fault.kind(), mailbox.protocol() + " at " + mailbox + ": " + fault.getMessage(), fault);
        }
    }

    private boolean look(String id, Deadline deadline) throws IOException {
        var opening = new Opening(mailbox, ear, Progress.NONE, new ArrayList<>());
        try (Wire wire =
                Wire.connect(resolver.resolve(mailbox.host(), mailbox.family(), deadline), mailbox.port(), deadline)) {
            opening.before(wire);
            wire.awaitFirstByte();
            Mailbox box = Conversation.mailbox(mailbox.protocol(), wire, ear);
            opening.greet(wire, box);
            if (login.isPresent()) {
                box.login(login.get());
            }
            Optional<String> number = box.find(id);
            if (number.isPresent()) {
                stopwatch.enter(Phase.FETCH);
                box.take(number.get());
            }
            Conversation.goodbye(box);
            return number.isPresent();
        }
    }

    private MailFault undelivered(Deadline deadline) {
        return MailFault.of(
                Cause.UNDELIVERED,
                "the message did not arrive at " + mailbox + " within " + Decimal.seconds(deadline.limit()) + " s");
    }

    private static void sleep(long millis) throws NetFault {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetFault(NetFault.Kind.LOCAL, "interrupted", e);
        }
    }
}
