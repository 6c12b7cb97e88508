package org.hamail.mail.session;

import java.util.List;
import java.util.Optional;

/**
 * What is asked of a server beyond a greeting and a goodbye.
 *
 * @param heloName the name that the probe gives itself in SMTP; without one its address stands there
 * @param from the sender of a MAIL command, followed by RSET
 * @param expected strings that must all appear from the greeting on
 * @param roundTrip a message to be sent and found again; SMTP only
 * @param proxy whether the connection begins as one that a proxy hands on, without a word on whose behalf
 * @param transcript whether to keep what was said
 */
public record ProbeOptions(
        Optional<String> heloName,
        Optional<String> from,
        Optional<Login> login,
        List<String> expected,
        Optional<RoundTrip> roundTrip,
        boolean proxy,
        boolean transcript) {
    public ProbeOptions {
        expected = List.copyOf(expected);
    }

    /** Nothing further. */
    public static ProbeOptions none() {
        return new ProbeOptions(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), false, false);
    }

    /**
     * A message to be sent and to be found again.
     *
     * @param address whom it goes to
     * @param mailbox where it must arrive, by IMAP or POP3
     */
    public record RoundTrip(String address, MailTarget mailbox) {}
}
