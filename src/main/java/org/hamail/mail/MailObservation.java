package org.hamail.mail;

import java.util.List;
import java.util.Optional;
import org.hamail.mail.session.Phase;
import org.hamail.mail.session.Timings;
import org.hamail.net.TlsSession;
import org.hamail.plugin.Cause;

/** What a probe saw. */
public sealed interface MailObservation {
    Timings timings();

    /** Facts for {@code -v}: addresses, encryption. */
    List<String> facts();

    /** What was said, secrets masked; empty unless it was asked for. */
    List<String> transcript();

    /**
     * The conversation went well to its end.
     *
     * @param greeting the server's first line, harmless
     * @param silent a clause that names the addresses that did not answer; empty when there are none
     * @param unheard the expected strings that did not appear
     * @param session what was agreed on in TLS, where there was any
     */
    record Served(
            String greeting,
            String silent,
            List<String> unheard,
            Optional<TlsSession> session,
            Timings timings,
            List<String> facts,
            List<String> transcript)
            implements MailObservation {}

    /**
     * The conversation failed.
     *
     * @param phase where it stood
     * @param sentence for people, harmless
     */
    record Failed(
            Cause cause, Phase phase, String sentence, Timings timings, List<String> facts, List<String> transcript)
            implements MailObservation {}
}
