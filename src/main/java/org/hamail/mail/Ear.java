package org.hamail.mail;

import java.util.ArrayList;
import java.util.List;
import org.hamail.net.Secrets;
import org.hamail.net.Transcript;

/** Hears every line of a conversation: writes it down, and ticks off what was expected. */
final class Ear {
    private final Transcript transcript;
    private final Secrets secrets;
    private final List<String> unheard;

    Ear(Transcript transcript, Secrets secrets, List<String> expected) {
        this.transcript = transcript;
        this.secrets = secrets;
        this.unheard = new ArrayList<>(expected);
    }

    /** A line of the server, one character for each byte. */
    void server(String line) {
        transcript.server(Wording.decoded(line));
        if (!unheard.isEmpty()) {
            String words = Wording.decoded(line);
            unheard.removeIf(words::contains);
        }
    }

    /** A line of ours, as it may be shown. */
    void client(String line) {
        transcript.client(line);
    }

    /** From here on {@code secret} comes out nowhere. */
    String secret(String secret) {
        secrets.add(secret);
        return secret;
    }

    Transcript transcript() {
        return transcript;
    }

    List<String> unheard() {
        return List.copyOf(unheard);
    }
}
