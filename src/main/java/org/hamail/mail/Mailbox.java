package org.hamail.mail;

import java.io.IOException;
import java.util.Optional;

/** A conversation in which messages can be looked for. */
interface Mailbox extends Dialogue {
    /** The server's number of the message with the header {@link ProbeMessage#HEADER} and this id. */
    Optional<String> find(String id) throws IOException;

    /** Fetches and deletes the message with this number. */
    void take(String number) throws IOException;
}
