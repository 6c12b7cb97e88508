package org.hamail.mail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hamail.mail.session.Advice;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.MailTarget;
import org.hamail.mail.session.Phase;
import org.hamail.mail.session.ProbeOptions;
import org.hamail.mail.session.Progress;
import org.hamail.mail.session.SessionLog;
import org.hamail.mail.session.Silence;
import org.hamail.mail.session.Stopwatch;
import org.hamail.mail.session.Timings;
import org.hamail.mail.session.WireText;
import org.hamail.net.NetworkException;
import org.hamail.net.Resolver;
import org.hamail.net.Secrets;
import org.hamail.net.Transcript;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.ServerText;
import org.hamail.probe.CannotObserve;
import org.hamail.probe.Probe;
import org.hamail.time.Deadline;
import org.hamail.time.Standstill;

/** Holds one conversation with a mail server and says how it went. */
public final class MailProbe implements Probe<MailObservation> {
    /** A certificate may be for several names, each of which may be long. */
    private static final int CERTIFICATE_LIMIT = 600;

    private final MailTarget target;
    private final ProbeOptions demands;
    private final Resolver resolver;
    private final Progress progress;

    public MailProbe(MailTarget target, ProbeOptions demands) {
        this(target, demands, Resolver.system(), Progress.NONE);
    }

    public MailProbe(MailTarget target, ProbeOptions demands, Resolver resolver, Progress progress) {
        this.target = target;
        this.demands = demands;
        this.resolver = resolver;
        this.progress = progress;
    }

    @Override
    public MailObservation observe(Deadline deadline) throws CannotObserve {
        try (Standstill.Watch watch = Standstill.shared().begin()) {
            return observe(deadline, watch);
        }
    }

    private MailObservation observe(Deadline deadline, Standstill.Watch watch) throws CannotObserve {
        var secrets = new Secrets();
        var transcript = new Transcript(demands.transcript(), secrets);
        var silence = new Silence(deadline);
        var ear = new SessionLog(transcript, secrets, silence, demands.expected());
        var stopwatch = new Stopwatch(deadline, progress, silence);
        var facts = new ArrayList<String>();
        if (demands.login().isPresent()) {
            demands.login().get().keepSecret(secrets);
        }
        var conversation = new MailSession(target, demands, resolver, ear, stopwatch, facts);
        try {
            String greeting = WireText.of(conversation.hold(deadline), secrets);
            conversation.givenUp(secrets).ifPresent(facts::add);
            return new MailObservation.Served(
                    greeting,
                    conversation.silent(),
                    ear.unheard(),
                    conversation.session(),
                    stopwatch.read(),
                    List.copyOf(facts),
                    transcript.lines());
        } catch (IOException e) {
            Cause cause = cause(e);
            CannotObserve.unlessRan(watch.lost(), cause);
            Timings timings = stopwatch.read();
            boolean lookedUpTooLong = cause == Cause.TIMEOUT && stopwatch.blamed() == Phase.RESOLVE;
            Phase phase = lookedUpTooLong ? Phase.RESOLVE : conversation.phase();
            String sentence = sentence(e, phase, deadline, secrets)
                    + conversation.givenUp(secrets).map(how -> "; " + how).orElse("");
            boolean noLogin = e instanceof MailFault fault && !fault.isAboutReply();
            String advice = Advice.behind(target, cause, phase, sentence, noLogin && conversation.offersTls());
            return new MailObservation.Failed(
                    cause,
                    phase,
                    sentence + conversation.silent() + advice,
                    timings,
                    List.copyOf(facts),
                    transcript.lines());
        }
    }

    private static Cause cause(IOException e) throws CannotObserve {
        if (e instanceof MailFault fault) {
            return fault.reason();
        }
        if (!(e instanceof NetworkException fault)) {
            return Cause.GARBLED; // what Commons Net throws at a reply that it cannot read
        }
        return switch (fault.kind()) {
            case UNKNOWN_NAME -> Cause.DNS;
            case REFUSED -> Cause.REFUSED;
            case RESET -> Cause.RESET;
            case CLOSED -> Cause.CLOSED;
            case UNREACHABLE -> Cause.UNREACHABLE;
            case TIMEOUT -> Cause.TIMEOUT;
            case LIMIT, LEFTOVER -> Cause.GARBLED;
            case TLS -> Cause.TLS;
            case CERTIFICATE -> Cause.CERTIFICATE;
            case LOCAL -> throw new CannotObserve(ServerText.of(String.valueOf(fault.getMessage())), fault);
        };
    }

    private String sentence(IOException e, Phase phase, Deadline deadline, Secrets secrets) {
        if (e instanceof MailFault fault) {
            return fault.words(secrets);
        }
        if (e instanceof NetworkException fault && fault.kind() == NetworkException.Kind.TIMEOUT) {
            boolean ofTheMailbox = phase == Phase.DELIVERY || phase == Phase.FETCH;
            String where = ofTheMailbox ? String.valueOf(fault.getMessage()) : target.toString();
            return ServerText.of(where + ": no end of phase " + phase.word() + " within "
                    + Decimal.seconds(deadline.limit()) + " s");
        }
        String sentence = secrets.mask(target + ", phase " + phase.word() + ": " + e.getMessage());
        boolean certificate = e instanceof NetworkException fault && fault.kind() == NetworkException.Kind.CERTIFICATE;
        return certificate ? ServerText.of(sentence, CERTIFICATE_LIMIT) : ServerText.of(sentence);
    }
}
