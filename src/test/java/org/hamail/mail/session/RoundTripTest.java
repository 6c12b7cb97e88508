package org.hamail.mail.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.mail.PassingTime;
import org.hamail.mail.ScriptedServer;
import org.hamail.mail.pop3.PopClient;
import org.hamail.net.Connection;
import org.hamail.net.Secrets;
import org.hamail.net.Transcript;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A message on its way: a server that takes it, and a mailbox that behaves as each test has it. */
@Timeout(60)
class RoundTripTest {
    private static final List<String> TAKES_IT = List.of(
            "S: 220 mail",
            "C: EHLO *",
            "S: 250 ok",
            "C: MAIL FROM:<a@b.test>",
            "S: 250 ok",
            "C: RCPT TO:<a@b.test>",
            "S: 250 ok",
            "C: DATA",
            "S: 354 go on",
            "C: From: *",
            "C: To: *",
            "C: Date: *",
            "C: Subject: *",
            "C: Message-ID: *",
            "C: Auto-Submitted: *",
            "C: X-Hamail-Round-Trip: *",
            "C: *",
            "C: This *",
            "C: .",
            "S: 250 queued",
            "C: QUIT",
            "S: 221 bye",
            "@close");
    private static final List<String> IMAP = List.of(
            "S: * OK ready",
            "C: AAAA CAPABILITY",
            "S: AAAA OK done",
            "C: AAAB LOGIN *",
            "S: AAAB OK done",
            "C: AAAC SELECT INBOX",
            "S: AAAC OK done",
            "C: AAAD UID SEARCH HEADER X-Hamail-Round-Trip *");
    private static final List<String> FOUND = with(
            IMAP,
            "S: * SEARCH 7",
            "S: AAAD OK done",
            "C: AAAE UID FETCH 7 (BODY.PEEK[HEADER.FIELDS (X-Hamail-Round-Trip)])",
            "S: * 1 FETCH (UID 7 BODY[HEADER.FIELDS (X-HAMAIL-ROUND-TRIP)] {61}",
            "S- X-Hamail-Round-Trip: {*}\\r\\n\\r\\n)\\r\\n",
            "S: AAAE OK done",
            "C: AAAF UID FETCH 7 (BODY.PEEK[])",
            "S: * 1 FETCH (UID 7 BODY[] {64}",
            "S- X-Hamail-Round-Trip: {*}\\r\\n\\r\\nc\\r\\n)\\r\\n",
            "S: AAAF OK done",
            "C: AAAG UID STORE 7 +FLAGS.SILENT (\\Deleted)",
            "S: AAAG OK done");
    private static final String OLD =
            "S- X-Hamail-Round-Trip: left\\r\\nDate: Thu, 3 Jan 2008 11:05:30 GMT\\r\\n\\r\\n)\\r\\n";
    private static final List<String> POP = List.of(
            "S: +OK ready",
            "C: CAPA",
            "S: -ERR what",
            "C: USER alice",
            "S: +OK",
            "C: PASS *",
            "S: +OK",
            "C: STAT",
            "S: +OK 0 0",
            "C: QUIT",
            "S: +OK",
            "@close");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void unreadMailboxProvesNothing() throws IOException {
        for (List<String> hangs : List.of(List.of("@hang"), with(IMAP, "@hang"))) {
            String text = assertFails("timeout/delivery", "imap", hangs, " delivery=");
            assertTrue(
                    text.matches(
                            "(?s)[^|]*]: IMAP at 127.0.0.1 port [0-9]+: timed out after 1.5 s in phase delivery.*"),
                    text);
        }
        String text = assertFails("tempfail", "imap", List.of("S: * BYE [UNAVAILABLE] later", "@close"), " delivery=");
        assertTrue(text.contains("]: IMAP at 127.0.0.1 port "), text);
        assertFails("tempfail", "pop", with(POP.subList(0, 6), "S: -ERR [IN-USE] later", "@hang"), " delivery=");
    }

    /** The first look finds nothing, all others hang. */
    @Test
    void readMailboxProvesMissingMessage() throws IOException {
        List<String> empty = with(IMAP, "S: * SEARCH", "S: AAAD OK done", "C: *", "S: AAAE OK done", "@close");
        assertFails("undelivered", "imap", List.of(empty, List.of("@hang")), " delivery=", "CRITICAL");
    }

    /** What others have marked is theirs to destroy: RFC 4315. */
    @Test
    void onlyOwnMessagesAreExpunged() throws IOException {
        assertServed(with(
                FOUND,
                "C: AAAH CAPABILITY",
                "S: * CAPABILITY IMAP4rev1 UIDPLUS",
                "S: AAAH OK done",
                "C: AAAI UID EXPUNGE 7",
                "S: AAAI OK done",
                "C: AAAJ UID SEARCH UNDELETED NOT HEADER X-Hamail-Round-Trip * OR HEADER X-Hamail-Round-Trip *"
                        + " (HEADER X-Hamail-Round-Trip \"\" BEFORE *-20*)",
                "S: * SEARCH 3 4 5",
                "S: AAAJ OK done",
                "C: AAAK UID FETCH 5 (BODY.PEEK[HEADER.FIELDS (X-Hamail-Round-Trip Date)])",
                "S: * 3 FETCH (UID 5 BODY[HEADER.FIELDS (X-HAMAIL-ROUND-TRIP DATE)] {67}",
                OLD,
                "S: AAAK OK done",
                "C: AAAL UID FETCH 4 (BODY.PEEK[HEADER.FIELDS (X-Hamail-Round-Trip Date)])",
                "S: * 2 FETCH (UID 4 BODY[HEADER.FIELDS (X-HAMAIL-ROUND-TRIP DATE)] {39}",
                "S- Date: Thu, 3 Jan 2008 11:05:30 GMT\\r\\n\\r\\n)\\r\\n",
                "S: AAAL OK done",
                "C: AAAM UID FETCH 3 (BODY.PEEK[HEADER.FIELDS (X-Hamail-Round-Trip Date)])",
                "S: * 1 FETCH (UID 3 BODY[HEADER.FIELDS (X-HAMAIL-ROUND-TRIP DATE)] {67}",
                OLD,
                "S: AAAM OK done",
                "C: AAAN UID STORE 5,3 +FLAGS.SILENT (\\Deleted)",
                "S: AAAN OK done",
                "C: AAAO UID EXPUNGE 5,3",
                "S: AAAO OK done",
                "C: AAAP LOGOUT",
                "S: AAAP OK done",
                "@close"));
    }

    /** A server that finds other messages as well, or only such: they are not ours to delete, and prove no delivery. */
    @Test
    void whatOnlySearchTakesForTheMessageIsLeftAlone() throws IOException {
        List<String> foreign = with(
                IMAP,
                "S: * SEARCH 7 8 9",
                "S: AAAD OK done",
                "C: AAAE UID FETCH 9 (BODY.PEEK[HEADER.FIELDS (X-Hamail-Round-Trip)])",
                "S: * 9 FETCH (UID 9 BODY[HEADER.FIELDS (X-HAMAIL-ROUND-TRIP)] {62}",
                "S- X-Hamail-Round-Trip: x{*}\\r\\n\\r\\n)\\r\\n",
                "S: AAAE OK done",
                "C: AAAF UID FETCH 8 (BODY.PEEK[HEADER.FIELDS (X-Hamail-Round-Trip)])",
                "S: * 8 FETCH (UID 8 BODY[HEADER.FIELDS (X-HAMAIL-ROUND-TRIP)] {86}",
                "S- Subject: of another one\\r\\n\\r\\nX-Hamail-Round-Trip: {*}\\r\\n)\\r\\n",
                "S: AAAF OK done",
                "C: AAAG UID FETCH 7 (BODY.PEEK[HEADER.FIELDS (X-Hamail-Round-Trip)])",
                "S: AAAG OK no such message",
                "C: AAAH UID SEARCH UNDELETED *",
                "S: AAAH BAD too clever",
                "C: AAAI LOGOUT",
                "S: AAAI OK done",
                "@close");
        assertFails("undelivered", "imap", foreign, " delivery=");
    }

    @Test
    void withoutUidplusItsMessageIsMarkedAndLeft() throws IOException {
        assertServed(with(
                FOUND,
                "C: AAAH CAPABILITY",
                "S: * CAPABILITY IMAP4rev1",
                "S: AAAH OK done",
                "C: AAAI UID SEARCH UNDELETED *",
                "S: * SEARCH",
                "S: AAAI OK done",
                "C: AAAJ LOGOUT",
                "S: AAAJ OK done",
                "@close"));
    }

    /** Whether old messages can be found and deleted says nothing of this one. */
    @Test
    void aSweepThatIsRefusedIsNoFault() throws IOException {
        assertServed(with(
                FOUND,
                "C: AAAH CAPABILITY",
                "S: * CAPABILITY IMAP4rev1",
                "S: AAAH OK done",
                "C: AAAI UID SEARCH UNDELETED *",
                "S: AAAI BAD too clever",
                "C: AAAJ LOGOUT",
                "S: AAAJ OK done",
                "@close"));
    }

    /** A long answer to SEARCH would be a line beyond all limits. */
    @Test
    void inFullMailboxOnlyNewestAreSwept() throws IOException {
        List<String> full = Stream.concat(
                        Stream.concat(IMAP.subList(0, 6).stream(), Stream.of("S: * 4000 EXISTS")),
                        FOUND.subList(6, FOUND.size()).stream())
                .toList();
        assertServed(with(
                full,
                "C: AAAH CAPABILITY",
                "S: AAAH OK done",
                "C: AAAI UID SEARCH 3501:* UNDELETED *",
                "S: AAAI OK done",
                "C: AAAJ LOGOUT",
                "S: AAAJ OK done",
                "@close"));
    }

    @Test
    void mailboxMayBeEncryptedOtherwiseThanSubmission() throws IOException {
        List<String> encrypted = with(List.of("@tls good"), FOUND.toArray(new String[0]));
        assertServed(
                with(
                        encrypted,
                        "C: *",
                        "S: AAAH OK done",
                        "C: *",
                        "S: AAAI OK done",
                        "C: *",
                        "S: AAAJ OK done",
                        "@close"),
                "--fetch-tls",
                "implicit");
    }

    /** In POP3 all messages are told apart by their headers. */
    @Test
    void pop3MessagesOfEarlierRunsAreDeleted() throws IOException {
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        var message = new ProbeMessage("new-id", "origin-1", "a@b.test", "a@b.test");
        try (var server = new ScriptedServer(List.of(
                "S: +OK ready",
                "C: STAT",
                "S: +OK 6 600",
                "C: TOP 6 0",
                "S: +OK",
                "S: X-Hamail-Round-Trip: other-id origin-2",
                "S: Date: " + now,
                "S: .",
                "C: TOP 5 0",
                "S: +OK",
                "S: x-hamail-round-trip: new-id origin-1",
                "S: .",
                "C: RETR 5",
                "S: +OK",
                "S: .",
                "C: DELE 5",
                "S: +OK",
                "C: TOP 4 0",
                "S: +OK",
                "S: X-Hamail-Round-Trip: old-id origin-1",
                "S: .",
                "C: TOP 3 0",
                "S: +OK",
                "S: Date: Thu, 3 Jan 2008 11:05:30 GMT",
                "S: X-Hamail-Round-Trip: very-old-id",
                "S: .",
                "C: TOP 2 0",
                "S: +OK",
                "S: Date: Thu, 3 Jan 2008 11:05:30 GMT",
                "S: Subject: of somebody else",
                "S: .",
                "C: TOP 1 0",
                "S: +OK",
                "S: Date: the other day",
                "S: X-Hamail-Round-Trip: who-knows",
                "S: .",
                "C: DELE 4",
                "S: +OK",
                "C: DELE 3",
                "S: +OK",
                "C: QUIT",
                "S: +OK bye",
                "@close"))) {
            taken(server, message);
        }
    }

    @Test
    void aMailboxThatStaysEmptyIsUndelivered() throws IOException {
        assertFails("undelivered", "pop", POP, " delivery=");
        List<String> empty =
                with(IMAP, "S: * SEARCH", "S: AAAD OK done", "C: AAAE LOGOUT", "S: AAAE OK done", "@close");
        assertFails("undelivered", "imap", empty, " delivery=");
    }

    /** The pauses between two looks grow, and are cut towards the end: 1.4 s of 1.5 s must have passed. */
    @Test
    void aMailboxIsLookedIntoUntilTheDeadline() throws IOException {
        String text = assertFails("undelivered", "pop", POP, " delivery=");
        assertTrue(text.matches("(?s).*\\|time=1\\.[4-9].*"), text);
    }

    @Test
    void mailboxHangingAfterMessageIsFetchTimeout() throws IOException {
        assertFails(
                "timeout/fetch",
                "imap",
                with(
                        IMAP,
                        "S: * SEARCH 7",
                        "S: AAAD OK done",
                        "C: AAAE UID FETCH 7 (BODY.PEEK[HEADER.FIELDS (X-Hamail-Round-Trip)])",
                        "@hang"),
                " fetch=");
    }

    @Test
    void aMailboxThatRefusesTheProbeIsAuth() throws IOException {
        List<String> refuses = with(IMAP.subList(0, 4), "S: AAAB NO [AUTHENTICATIONFAILED] who are you", "@hang");
        assertFails("auth", "imap", refuses, " delivery=");
    }

    @Test
    void messageThatCannotBeTakenOutIsRejected() throws IOException {
        List<String> readOnly = with(
                FOUND.subList(0, FOUND.size() - 2),
                "C: AAAG UID STORE 7 +FLAGS.SILENT (\\Deleted)",
                "S: AAAG NO [NOPERM] read only",
                "@hang");
        assertFails("rejected", "imap", readOnly, " fetch=");
    }

    /** Its header stands in the server's index still. */
    @Test
    void messageThatCannotBeReadIsRejected() throws IOException {
        for (String answer : List.of("AAAF NO [SERVERBUG] no such file", "AAAF OK done")) {
            List<String> lost = with(
                    FOUND.subList(0, FOUND.size() - 6), "C: AAAF UID FETCH 7 (BODY.PEEK[])", "S: " + answer, "@hang");
            assertFails("rejected", "imap", lost, " fetch=");
        }
    }

    /** RFC 5322 section 2.2.3: a server on the way may fold where it likes. */
    @Test
    void messageWhoseHeaderWasFoldedIsFound() throws IOException {
        List<String> folded = FOUND.stream()
                .map(step -> step.replace("{61}", "{63}")
                        .replace("{64}", "{66}")
                        .replace("X-Hamail-Round-Trip: {*}", "X-Hamail-Round-Trip:\\r\\n {*}"))
                .toList();
        assertServed(with(
                folded, "C: *", "S: AAAH OK done", "C: *", "S: AAAI OK done", "C: *", "S: AAAJ OK done", "@close"));
    }

    /** TOP is optional, RFC 1939 section 7; what is too long to be a message of a round trip is not read without it. */
    @Test
    void pop3ServerWithoutTopIsReadByRetr() throws IOException {
        var message = new ProbeMessage("new-id", "origin-1", "a@b.test", "a@b.test");
        try (var server = new ScriptedServer(List.of(
                "S: +OK ready",
                "C: STAT",
                "S: +OK 4 99999999",
                "C: TOP 4 0",
                "S: -ERR what",
                "C: LIST 4",
                "S: +OK 4 70000",
                "C: LIST 3",
                "S: +OK 3 400",
                "C: RETR 3",
                "S: +OK",
                "S: Subject: of another one",
                "S: ",
                "S: X-Hamail-Round-Trip: new-id origin-1",
                "S: .",
                "C: LIST 2",
                "S: +OK 2 400",
                "C: RETR 2",
                "S: +OK",
                "S: X-Hamail-Round-Trip:",
                "S:  new-id",
                "S:  origin-1",
                "S: ",
                "S: .",
                "C: RETR 2",
                "S: +OK",
                "S: .",
                "C: DELE 2",
                "S: +OK",
                "C: LIST 1",
                "S: +OK 1 400",
                "C: RETR 1",
                "S: +OK",
                "S: X-Hamail-Round-Trip: old-id origin-1",
                "S: ",
                "S: .",
                "C: DELE 1",
                "S: +OK",
                "C: QUIT",
                "S: +OK bye",
                "@close"))) {
            taken(server, message);
        }
    }

    private static void taken(ScriptedServer server, ProbeMessage message) throws IOException {
        Deadline deadline = Deadline.after(Duration.ofSeconds(50));
        var secrets = new Secrets();
        var ear = new SessionLog(new Transcript(false, secrets), secrets, new Silence(deadline), List.of());
        try (Connection wire = Connection.connect(List.of(InetAddress.getLoopbackAddress()), server.port(), deadline)) {
            var box = new PopClient(wire, ear);
            box.greeting();
            assertTrue(box.take(box.find(message).get(0), message));
            box.sweep(message);
            box.quit();
        }
        assertEquals(List.of(), server.complaints());
    }

    private static List<String> with(List<String> steps, String... more) {
        return Stream.concat(steps.stream(), Stream.of(more)).toList();
    }

    private void assertServed(List<String> mailbox, String... words) throws IOException {
        try (var smtp = new ScriptedServer(TAKES_IT);
                var box = new ScriptedServer(mailbox)) {
            CheckProgram.CheckAnswer answer = answer(smtp, "imap", box, words);
            assertEquals(0, answer.exitCode(), answer.text());
            assertEquals(List.of(), smtp.complaints());
            assertEquals(List.of(), box.complaints());
        }
    }

    private String assertFails(String cause, String fetch, List<String> mailbox, String figure) throws IOException {
        String status = cause.equals("tempfail") ? "WARNING" : "CRITICAL";
        return assertFails(cause, fetch, List.of(mailbox), figure, status);
    }

    private String assertFails(String cause, String fetch, List<List<String>> mailboxes, String figure, String status)
            throws IOException {
        try (var smtp = new ScriptedServer(TAKES_IT);
                var box = ScriptedServer.inTurn(new PassingTime(), mailboxes)) {
            CheckProgram.CheckAnswer answer = answer(smtp, fetch, box, "-t", "1.5");
            assertTrue(answer.text().startsWith("SMTP " + status + " [" + cause + "]: "), answer.text());
            assertTrue(answer.text().contains(" submit=") && answer.text().contains(figure), answer.text());
            assertEquals(List.of(), smtp.complaints());
            return answer.text();
        }
    }

    private CheckProgram.CheckAnswer answer(ScriptedServer smtp, String fetch, ScriptedServer box, String... more)
            throws IOException {
        Path password = folder.resolve("password");
        Files.writeString(password, "secret\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        String words = "-P smtp -H 127.0.0.1 -p %d --round-trip a@b.test --fetch %s --fetch-port %d"
                .formatted(smtp.port(), fetch, box.port());
        String login = " --user alice --password-file " + password;
        return new CheckProgram(new MailProtocolCommand()).answer(with(List.of((words + login).split(" ")), more));
    }
}
