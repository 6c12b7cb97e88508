package org.hamail.probe;

import java.io.IOException;
import org.hamail.net.NetworkException;
import org.hamail.plugin.Cause;
import org.hamail.plugin.ServerText;
import org.hamail.probe.Probe.CannotObserve;
import org.hamail.probe.Probe.TargetFault;
import org.hamail.time.Deadline;
import org.hamail.time.Standstill;

/**
 * Holds one conversation with a server, within one deadline for all of it, and says how it went.
 *
 * @param <A> what the server answered
 */
public abstract class NetworkProbe<A> implements Probe<NetworkObservation<A>> {
    /** A conversation that has not begun yet. */
    protected abstract NetworkSession<A> session(Deadline deadline);

    @Override
    public final NetworkObservation<A> observe(Deadline deadline) throws CannotObserve {
        try (Standstill.StandstillWatch watch = Standstill.shared().begin()) {
            return observe(session(deadline), watch);
        }
    }

    private NetworkObservation<A> observe(NetworkSession<A> session, Standstill.StandstillWatch watch)
            throws CannotObserve {
        try {
            return session.answered(session.hold());
        } catch (IOException e) {
            Cause cause = cause(e);
            CannotObserve.unlessRan(watch.lost(), cause);
            return session.failed(e, cause);
        }
    }

    private static Cause cause(IOException e) throws CannotObserve {
        if (e instanceof TargetFault fault) {
            return fault.reason();
        }
        if (!(e instanceof NetworkException fault)) {
            return Cause.GARBLED; // what a client library throws at a reply that it cannot read
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
}
