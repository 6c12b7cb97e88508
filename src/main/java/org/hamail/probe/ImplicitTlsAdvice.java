package org.hamail.probe;

import java.util.Set;
import org.hamail.model.TlsMode;
import org.hamail.net.NetworkException;
import org.hamail.plugin.Cause;
import org.hamail.probe.NetworkSession.Target;

/** What may cure a failure where TLS begins with the first byte, and the other side was not told so. */
public final class ImplicitTlsAdvice {
    private static final Set<Cause> NOT_THE_PROTOCOL =
            Set.of(Cause.TIMEOUT, Cause.CLOSED, Cause.RESET, Cause.GARBLED, Cause.REJECTED);

    private ImplicitTlsAdvice() {}

    /**
     * Behind the sentence of a failure; empty where it explains nothing.
     *
     * @param known whether the port is one of those that are registered for implicit TLS
     * @param first whether nothing of the server had been understood yet
     * @param sentence of the failure
     */
    public static String behind(Target target, boolean known, Cause cause, boolean first, String sentence) {
        if (target.tls() == TlsMode.IMPLICIT && cause == Cause.TLS && sentence.contains(NetworkException.NOT_TLS)) {
            return "; the port may begin in plain text: --tls none or starttls";
        }
        return first && known && target.tls() != TlsMode.IMPLICIT && NOT_THE_PROTOCOL.contains(cause)
                ? "; port " + target.port() + " is known for implicit TLS: --tls implicit"
                : "";
    }
}
