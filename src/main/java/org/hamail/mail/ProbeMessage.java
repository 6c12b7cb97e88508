package org.hamail.mail;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * The message of a round trip, RFC 5322.
 *
 * @param id by which it is known among all others
 */
record ProbeMessage(String id, String from, String to) {
    /** The header that carries the id. */
    static final String HEADER = "X-Hamail-Round-Trip";

    static ProbeMessage fresh(String from, String to) {
        return new ProbeMessage(UUID.randomUUID().toString(), from, to);
    }

    /** As it goes over the wire, without the final dot. */
    String text() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        return String.join(
                "\r\n",
                "From: <" + from + ">",
                "To: <" + to + ">",
                "Date: " + date,
                "Subject: hamail round trip " + id,
                "Message-ID: <" + id + "@hamail.invalid>",
                "Auto-Submitted: auto-generated",
                HEADER + ": " + id,
                "",
                "This message proves that mail arrives. The check that sent it deletes it again.");
    }
}
