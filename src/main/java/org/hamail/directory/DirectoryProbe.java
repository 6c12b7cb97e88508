package org.hamail.directory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

/** Asks a directory once, from the look-up of its name to the goodbye within one deadline, and says how it went. */
public final class DirectoryProbe implements Probe<DirectoryObservation> {
    private final DirectoryTarget target;
    private final SearchRequest question;
    private final Resolver resolver;

    public DirectoryProbe(DirectoryTarget target, SearchRequest question) {
        this(target, question, Resolver.system());
    }

    public DirectoryProbe(DirectoryTarget target, SearchRequest question, Resolver resolver) {
        this.target = target;
        this.question = question;
        this.resolver = resolver;
    }

    @Override
    public DirectoryObservation observe(Deadline deadline) throws CannotObserve {
        try (Standstill.Watch watch = Standstill.shared().begin()) {
            return observe(deadline, watch);
        }
    }

    private DirectoryObservation observe(Deadline deadline, Standstill.Watch watch) throws CannotObserve {
        var secrets = new Secrets();
        question.bind().ifPresent(bind -> secrets.add(bind.password()));
        var transcript = new Transcript(question.transcript(), secrets);
        var stopwatch = new Stopwatch(deadline);
        var facts = new ArrayList<String>();
        var conversation = new LdapSession(target, question, stopwatch, transcript, facts);
        try {
            boolean found = conversation.hold(resolver, deadline) > 0;
            return new DirectoryObservation.Answered(
                    found,
                    conversation.session(),
                    conversation.silent(),
                    stopwatch.read(),
                    List.copyOf(facts),
                    transcript.lines());
        } catch (IOException e) {
            Cause cause = cause(e);
            CannotObserve.unlessRan(watch.lost(), cause);
            Timings timings = stopwatch.read();
            Phase phase = cause == Cause.TIMEOUT ? stopwatch.blamed() : stopwatch.current();
            String clause = ServerText.of(secrets.mask(clause(e, phase, deadline)), limit(cause));
            return new DirectoryObservation.Failed(
                    cause,
                    phase,
                    clause + conversation.silent() + advice(cause, phase),
                    timings,
                    List.copyOf(facts),
                    transcript.lines());
        }
    }

    /** A certificate may be for several names, each of which may be long. */
    private static int limit(Cause cause) {
        return cause == Cause.CERTIFICATE ? 3 * ServerText.LIMIT : ServerText.LIMIT;
    }

    private String advice(Cause cause, Phase phase) {
        boolean silent =
                switch (cause) {
                    case TIMEOUT, CLOSED, RESET, GARBLED -> phase != Phase.RESOLVE && phase != Phase.CONNECT;
                    default -> false;
                };
        return silent && Encryption.isImplicit(target.port()) && target.encryption() != Encryption.IMPLICIT
                ? "; port " + target.port() + " is known for implicit TLS: --tls implicit"
                : "";
    }

    private static Cause cause(IOException e) throws CannotObserve {
        if (e instanceof LdapFault fault) {
            return fault.reason();
        }
        if (!(e instanceof NetworkException fault)) {
            return Cause.GARBLED;
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

    private String clause(IOException e, Phase phase, Deadline deadline) {
        String what = e instanceof NetworkException fault && fault.kind() == NetworkException.Kind.TIMEOUT
                ? "no end of phase " + phase.word() + " within " + Decimal.seconds(deadline.limit()) + " s"
                : String.valueOf(e.getMessage());
        return target + ": " + what;
    }
}
