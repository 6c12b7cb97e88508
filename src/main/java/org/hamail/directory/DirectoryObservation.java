package org.hamail.directory;

import java.util.List;
import java.util.Optional;
import org.hamail.net.TlsSession;
import org.hamail.plugin.Cause;

/** What a probe of a directory saw. */
public sealed interface DirectoryObservation {
    Timings timings();

    /** Facts for {@code -v}: addresses, encryption. */
    List<String> facts();

    /** What was said, without the password; empty unless it was asked for. */
    List<String> transcript();

    /**
     * The directory answered every question.
     *
     * @param found whether the search found anything
     * @param session what was agreed on in TLS, where there was any
     * @param silent a clause that names the addresses that did not answer; empty when there are none
     */
    record Answered(
            boolean found,
            Optional<TlsSession> session,
            String silent,
            Timings timings,
            List<String> facts,
            List<String> transcript)
            implements DirectoryObservation {}

    /**
     * The directory did not answer as asked.
     *
     * @param cause the precise one
     * @param phase where the conversation stood
     * @param clause for people, harmless
     */
    record Failed(Cause cause, Phase phase, String clause, Timings timings, List<String> facts, List<String> transcript)
            implements DirectoryObservation {}
}
