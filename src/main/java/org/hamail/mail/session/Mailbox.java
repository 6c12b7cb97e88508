package org.hamail.mail.session;

import java.io.IOException;
import java.util.Optional;

/** A conversation in which messages can be looked for. */
public interface Mailbox extends MailClient {
    /** The server's number of {@code message}. */
    Optional<String> find(ProbeMessage message) throws IOException;

    /** Fetches and deletes the message with this number, and no other. */
    void take(String number) throws IOException;

    /** Deletes what earlier runs have left behind, but never {@code message}. */
    void sweep(ProbeMessage message) throws IOException;
}
