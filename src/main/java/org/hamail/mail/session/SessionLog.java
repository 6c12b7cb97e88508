package org.hamail.mail.session;

import java.util.ArrayList;
import java.util.List;
import org.hamail.net.Secrets;
import org.hamail.net.Transcript;

/** Gets every line of a conversation: keeps it for the transcript, and notes which expected texts have come. */
public final class SessionLog {
    private final Transcript transcript;
    private final Secrets secrets;
    private final Silence silence;
    private final List<String> missing;

    public SessionLog(Transcript transcript, Secrets secrets, Silence silence, List<String> expected) {
        this.transcript = transcript;
        this.secrets = secrets;
        this.silence = silence;
        this.missing = new ArrayList<>(expected);
    }

    /** A line of the server, one character for each byte. */
    public void server(String line) {
        silence.answered();
        unasked(line);
    }

    /** A line that answers nothing: servers say that they wait themselves, and are silent all the same. */
    public void unasked(String line) {
        transcript.server(WireText.decoded(line));
        if (!missing.isEmpty()) {
            String words = WireText.decoded(line);
            missing.removeIf(words::contains);
        }
    }

    /** A line of ours, as it may be shown. */
    public void client(String line) {
        silence.asked();
        transcript.client(line);
    }

    /** From here on {@code secret} comes out nowhere. */
    public String secret(String secret) {
        secrets.add(secret);
        return secret;
    }

    public Silence silence() {
        return silence;
    }

    public Transcript transcript() {
        return transcript;
    }

    public List<String> missing() {
        return List.copyOf(missing);
    }
}
