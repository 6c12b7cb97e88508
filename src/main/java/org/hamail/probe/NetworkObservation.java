package org.hamail.probe;

import java.util.List;
import java.util.Optional;
import org.hamail.net.TlsSession;
import org.hamail.plugin.Cause;
import org.hamail.probe.PhaseTimer.Timings;

/**
 * What a probe of a server saw.
 *
 * @param <A> what the server answered
 */
public sealed interface NetworkObservation<A> {
    Timings timings();

    /** Facts for {@code -v}: addresses, encryption. */
    List<String> facts();

    /** What was said, secrets masked; empty unless it was asked for. */
    List<String> transcript();

    /**
     * The conversation went well to its end.
     *
     * @param session what was agreed on in TLS, where there was any
     * @param silent a clause that names the addresses that did not answer; empty when there are none
     */
    record Answered<A>(
            A answer,
            Optional<TlsSession> session,
            String silent,
            Timings timings,
            List<String> facts,
            List<String> transcript)
            implements NetworkObservation<A> {}

    /**
     * The conversation failed.
     *
     * @param phase where it stood
     * @param sentence for people, harmless
     */
    record Failed<A>(
            Cause cause, Phase phase, String sentence, Timings timings, List<String> facts, List<String> transcript)
            implements NetworkObservation<A> {}
}
