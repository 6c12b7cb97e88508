package org.hamail.mail.imap;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.hamail.mail.session.HeaderField;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.ProbeMessage;
import org.hamail.plugin.Cause;

/** The messages of a round trip in the inbox: found by SEARCH, read and deleted by their UIDs (RFC 9051). */
final class ImapInbox {
    private static final int MOST_SEEN = 500;
    /** Of what SEARCH finds, the newest: a server that finds more than it was asked for must not make a run long. */
    private static final int MOST_FETCHED = 20;
    /** As SEARCH wants it, RFC 9051 section 9. */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ROOT);

    private final ImapConnection client;
    private final List<String> found = new ArrayList<>();
    private int exists;

    ImapInbox(ImapConnection client) {
        this.client = client;
    }

    /** Takes note of an untagged reply, word by word. */
    void untagged(String... words) {
        if (words[0].equalsIgnoreCase("SEARCH")) {
            for (int i = 1; i < words.length && words[i].matches("[0-9]{1,10}"); i++) {
                found.add(words[i]);
            }
        } else if (words.length == 2 && words[1].equalsIgnoreCase("EXISTS") && words[0].matches("[0-9]{1,9}")) {
            exists = Integer.parseInt(words[0]);
        }
    }

    /** The UIDs of what may be {@code message}, the newest first. */
    List<String> find(ProbeMessage message) throws IOException {
        client.ask("SELECT INBOX").orFault("SELECT");
        return newest(search("HEADER " + ProbeMessage.HEADER + " " + message.id()));
    }

    /**
     * Whether the one with this UID says itself that it is {@code message}: servers search as they can. Of another one nothing
     * but its header is read, however long it is.
     */
    boolean holds(String number, ProbeMessage message) throws IOException {
        return message.isNamedBy(HeaderField.of(ProbeMessage.HEADER, fields(number, ProbeMessage.HEADER)));
    }

    private String fields(String number, String names) throws IOException {
        return client.fetch(number, "BODY.PEEK[HEADER.FIELDS (" + names + ")]");
    }

    /** Reads the message: servers tell of headers by what they have noted, also where the message is lost. */
    void read(String number, ProbeMessage message) throws IOException {
        if (!message.isNamedBy(HeaderField.of(ProbeMessage.HEADER, client.fetch(number, "BODY.PEEK[]")))) {
            throw MailFault.of(Cause.REJECTED, "FETCH gave another text than that of the message, or none");
        }
    }

    /**
     * Messages of earlier runs, the newest ones, so that the answer has a sensible length; older ones are found by later runs,
     * when these are deleted.
     */
    List<String> leftByEarlierRuns(ProbeMessage message) throws IOException {
        String newest = exists > MOST_SEEN ? exists - MOST_SEEN + 1 + ":* " : "";
        String header = "HEADER " + ProbeMessage.HEADER + " ";
        List<String> left = search(newest + "UNDELETED NOT " + header + message.id() + " OR " + header
                + message.origin() + " (" + header + "\"\" BEFORE " + DAY.format(ProbeMessage.abandonedBefore()) + ")");
        var leftovers = new ArrayList<String>();
        for (String number : newest(left)) {
            String fields = fields(number, ProbeMessage.HEADER + " Date");
            if (message.isLeftover(HeaderField.of(ProbeMessage.HEADER, fields), HeaderField.of("Date", fields))) {
                leftovers.add(number);
            }
        }
        return leftovers;
    }

    private static List<String> newest(List<String> numbers) {
        var newest = new ArrayList<>(numbers.subList(Math.max(0, numbers.size() - MOST_FETCHED), numbers.size()));
        Collections.reverse(newest);
        return newest;
    }

    private List<String> search(String keys) throws IOException {
        found.clear();
        client.ask("UID SEARCH " + keys).orFault("SEARCH");
        return List.copyOf(found);
    }

    /** Marks as deleted. */
    void mark(String numbers) throws IOException {
        client.ask("UID STORE " + numbers + " +FLAGS.SILENT (\\Deleted)").orFault("STORE");
    }

    /** Removes what is marked, if its UID is among {@code numbers}: RFC 4315. */
    void expunge(String numbers) throws IOException {
        client.ask("UID EXPUNGE " + numbers).orFault("EXPUNGE");
    }
}
