package org.hamail.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hamail.mail.MailProbe.MailAnswer;
import org.hamail.mail.http.HttpExchange;
import org.hamail.mail.session.Advice;
import org.hamail.mail.session.MailClient;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.MailTarget;
import org.hamail.mail.session.ProbeMessage;
import org.hamail.mail.session.ProbeOptions;
import org.hamail.mail.session.ProbeOptions.RoundTrip;
import org.hamail.mail.session.SessionLog;
import org.hamail.mail.session.SessionSetup;
import org.hamail.mail.session.Silence;
import org.hamail.mail.session.Silence.GivenUp;
import org.hamail.mail.session.WireText;
import org.hamail.mail.smtp.SmtpClient;
import org.hamail.net.Connection;
import org.hamail.net.NetworkException;
import org.hamail.net.Resolver;
import org.hamail.plugin.Cause;
import org.hamail.probe.NetworkSession;
import org.hamail.probe.Phase;
import org.hamail.probe.Phase.Progress;
import org.hamail.probe.ServerSide;
import org.hamail.time.Deadline;

/** The steps of a conversation with a mail server, each booked to its phase. */
final class MailSession extends NetworkSession<MailAnswer> {
    private final MailTarget target;
    private final ProbeOptions options;
    private final SessionLog log;
    private final SessionSetup opening;
    private final Optional<ServerSide> serverSide;
    private Optional<OtherClients> clients = Optional.empty();
    private boolean offersTls;
    private Optional<GivenUp> givenUp = Optional.empty();
    private Optional<ServerSide.FullServer> full = Optional.empty();

    MailSession(
            MailTarget target,
            ProbeOptions options,
            Resolver resolver,
            Deadline deadline,
            Silence silence,
            Progress progress,
            Optional<ServerSide> serverSide) {
        super(target, resolver, deadline, options.transcript(), silence, progress);
        this.target = target;
        this.options = options;
        this.serverSide = serverSide;
        this.log = new SessionLog(transcript(), secrets(), silence, options.expected());
        this.opening = new SessionSetup(target, setup(), timer());
        if (options.login().isPresent()) {
            options.login().get().keepSecret(secrets());
        }
    }

    /** At the deadline the other clients of the server tell whether it is hung or full. */
    @Override
    protected MailAnswer hold(List<InetAddress> addresses) throws IOException {
        if (serverSide.isEmpty()) {
            return holdPatiently(addresses);
        }
        timer().enter(Phase.CONNECT); // a look that takes long is no fault of the name server's
        try (var others = OtherClients.of(target, serverSide.get(), addresses, options.proxy())) {
            clients = Optional.of(others);
            try {
                return holdPatiently(addresses);
            } catch (NetworkException fault) {
                if (fault.kind() == NetworkException.Kind.TIMEOUT) {
                    full = others.served(phase());
                    others.details().forEach(this::note);
                }
                throw fault;
            }
        }
    }

    /** A server that gives up by itself after a long silence is asked again, on a new connection, until the deadline. */
    private MailAnswer holdPatiently(List<InetAddress> addresses) throws IOException {
        while (true) {
            try {
                MailAnswer answer = super.hold(addresses);
                if (givenUp.isPresent()) {
                    note(givenUp.get().words(secrets()));
                }
                return answer;
            } catch (GivenUp end) {
                givenUp = givenUp.or(() -> Optional.of(end));
                if (deadline().passed()) {
                    throw new NetworkException(NetworkException.Kind.TIMEOUT, "the deadline passed", end);
                }
            }
        }
    }

    @Override
    protected MailAnswer talk(Connection connection) throws IOException {
        if (clients.isPresent()) {
            clients.get().connected(connection);
        }
        try {
            return new MailAnswer(WireText.of(greeting(connection), secrets()), log.missing());
        } catch (MailFault | NetworkException fault) {
            throw givenUp(fault).orElse(fault);
        }
    }

    /** Holds the whole conversation; the greeting as received. */
    private String greeting(Connection connection) throws IOException {
        if (options.proxy()) {
            announceProxy(connection);
        }
        opening.before(connection);
        if (!target.protocol().hasSession()) {
            timer().enter(Phase.COMMAND);
            return new HttpExchange(connection, log).ask(target);
        }
        timer().enter(Phase.GREETING);
        connection.awaitFirstByte();
        MailClient client = MailClients.of(target.protocol(), connection, log, options);
        try {
            return talk(connection, client);
        } catch (MailFault fault) {
            Optional<IOException> end = givenUp(fault.ending()); // asks nothing further, which would break the silence
            if (end.isPresent() && !fault.isEnding() && !client.isOver()) {
                throw fault;
            }
            throw end.orElse(fault);
        }
    }

    /** The first line of the PROXY protocol, version 1, in front of all else, TLS included. */
    private void announceProxy(Connection connection) throws IOException {
        log.client("PROXY UNKNOWN");
        connection.output().write("PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII));
        connection.output().flush();
    }

    /**
     * What {@code fault} is when it comes after a long silence. The mailbox of a round trip is another server: it is
     * looked into again, see {@link RoundTripDelivery}.
     */
    private Optional<IOException> givenUp(IOException fault) {
        Phase phase = timer().current();
        boolean ended = log.silence().isEndedBy(fault) && !isOfTheMailbox(phase);
        return ended ? Optional.of(new GivenUp(phase, log.silence().length(), fault)) : Optional.empty();
    }

    private static boolean isOfTheMailbox(Phase phase) {
        return phase == Phase.DELIVERY || phase == Phase.FETCH;
    }

    private String talk(Connection connection, MailClient client) throws IOException {
        String greeting = opening.greet(connection, client);
        offersTls = client.offersTls();
        boolean mayLogIn = options.roundTrip().isEmpty() || client.offersLogin();
        if (options.login().isPresent() && mayLogIn) {
            timer().enter(Phase.LOGIN);
            client.login(options.login().get());
        }
        if (options.roundTrip().isPresent() && client instanceof SmtpClient smtp) {
            roundTrip(connection, smtp, options.roundTrip().get());
            return greeting;
        }
        if (options.from().isPresent()) {
            timer().enter(Phase.COMMAND);
            client.command();
        }
        timer().enter(Phase.QUIT);
        goodbye(client);
        return greeting;
    }

    private void roundTrip(Connection connection, SmtpClient smtp, RoundTrip trip) throws IOException {
        String check = String.join(
                " ",
                connection.localAddress().getHostAddress(),
                target.toString(),
                trip.address(),
                trip.mailbox().protocol().label());
        var message = ProbeMessage.fresh(check, options.from().orElse(trip.address()), trip.address());
        timer().enter(Phase.SUBMIT);
        smtp.submit(message);
        timer().enter(Phase.QUIT);
        goodbye(smtp);
        connection.close();
        new RoundTripDelivery(trip.mailbox(), options.login(), resolver(), log, timer())
                .await(message, connection.deadline());
    }

    /** A server that ends the connection instead of saying goodbye has served. */
    static void goodbye(MailClient client) throws IOException {
        try {
            client.quit();
        } catch (NetworkException fault) {
            switch (fault.kind()) {
                case CLOSED, RESET, TLS -> {}
                default -> throw fault;
            }
        }
    }

    /** Once a server has given up, a phase that it passes quickly every time is not where it hangs. */
    @Override
    protected Phase phase() {
        Phase now = timer().current();
        return givenUp.map(GivenUp::phase)
                .filter(before -> before.compareTo(now) > 0 && !log.silence().isLong())
                .orElse(now);
    }

    @Override
    protected Cause late(Phase phase) {
        return full.isPresent() && phase != Phase.RESOLVE ? Cause.SATURATED : super.late(phase);
    }

    @Override
    protected String sentence(IOException fault, Phase phase) {
        String what = fault instanceof MailFault said
                ? said.words(secrets())
                : late(phase) == Cause.SATURATED
                        ? clients.orElseThrow()
                                .sentence(full.orElseThrow(), deadline().limit())
                        : super.sentence(fault, phase);
        return what + givenUp.map(end -> "; " + end.words(secrets())).orElse("");
    }

    @Override
    protected String place(Phase phase) {
        return target + ", phase " + phase.word();
    }

    @Override
    protected String late(NetworkException timeout, Phase phase) {
        return isOfTheMailbox(phase) ? String.valueOf(timeout.getMessage()) : super.late(timeout, phase);
    }

    @Override
    protected String advice(IOException fault, Cause cause, Phase phase, String sentence) {
        boolean noLogin = fault instanceof MailFault said && !said.isAboutReply();
        return Advice.behind(target, cause, phase, sentence, noLogin && offersTls);
    }
}
