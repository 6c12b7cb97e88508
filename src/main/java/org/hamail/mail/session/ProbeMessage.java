package org.hamail.mail.session;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/**
 * The message of a round trip, RFC 5322.
 *
 * @param id by which it is known among all others
 * @param origin which all runs of one check have in common: what bears it and is found by the next run was left behind
 */
public record ProbeMessage(String id, String origin, String from, String to) {
    /** The header that carries the id. */
    public static final String HEADER = "X-Hamail-Round-Trip";

    /** After this long no run of any check looks for its message any more. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    /** @param check what distinguishes the check from others that use the same mailbox */
    public static ProbeMessage fresh(String check, String from, String to) {
        String origin =
                UUID.nameUUIDFromBytes(check.getBytes(StandardCharsets.UTF_8)).toString();
        return new ProbeMessage(UUID.randomUUID().toString(), origin, from, to);
    }

    /** A day on which nobody looks any more for a message of the day before; servers compare dates, not times. */
    public static LocalDate abandonedBefore() {
        return LocalDate.now(ZoneOffset.UTC).minusDays(ABANDONED.toDays());
    }

    /** Whether {@code header}, what the {@link #HEADER} of a message says, is this message's. */
    public boolean isNamedBy(String header) {
        return List.of(header.split(" ")).contains(id);
    }

    /**
     * Whether another message was left behind by an earlier run.
     *
     * @param header what its {@link #HEADER} says
     * @param date what its Date header says
     */
    public boolean isLeftover(String header, String date) {
        return !header.isEmpty()
                && !isNamedBy(header)
                && (List.of(header.split(" ")).contains(origin) || isAbandoned(date));
    }

    private static boolean isAbandoned(String date) {
        try {
            Instant sent = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip(), Instant::from);
            return sent.isBefore(Instant.now().minus(ABANDONED));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** As it goes over the wire, without the final dot. */
    public String text() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        return String.join(
                "\r\n",
                "From: <" + from + ">",
                "To: <" + to + ">",
                "Date: " + date,
                "Subject: hamail round trip " + id,
                "Message-ID: <" + id + "@hamail.invalid>",
                "Auto-Submitted: auto-generated",
                HEADER + ": " + id + " " + origin,
                "",
                "This message proves that mail arrives. The check that sent it deletes it again.");
    }
}
