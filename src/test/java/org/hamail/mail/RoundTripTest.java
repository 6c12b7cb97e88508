package org.hamail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.hamail.program.CheckProgram;
import org.hamail.program.MailProtocolCommand;
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
    void aMailboxThatHangsBeforeTheMessageIsFoundIsUndelivered() throws IOException {
        assertFails("undelivered", "imap", List.of("@hang"), " delivery=");
        assertFails("undelivered", "imap", with(IMAP, "@hang"), " delivery=");
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
    void aMailboxThatHangsOnceTheMessageIsFoundIsATimeoutInTheFetch() throws IOException {
        assertFails(
                "timeout/fetch",
                "imap",
                with(IMAP, "S: * SEARCH 7", "S: AAAD OK done", "C: AAAE UID FETCH 7 (BODY.PEEK[])", "@hang"),
                " fetch=");
    }

    @Test
    void aMailboxThatRefusesTheProbeIsAuth() throws IOException {
        List<String> refuses = with(IMAP.subList(0, 4), "S: AAAB NO [AUTHENTICATIONFAILED] who are you", "@hang");
        assertFails("auth", "imap", refuses, " delivery=");
    }

    @Test
    void aMessageThatCannotBeTakenOutIsRejected() throws IOException {
        List<String> readOnly = with(
                IMAP,
                "S: * SEARCH 7",
                "S: AAAD OK done",
                "C: AAAE UID FETCH 7 (BODY.PEEK[])",
                "S: * 1 FETCH (UID 7 BODY[] {3}",
                "S- abc)\\r\\n",
                "S: AAAE OK done",
                "C: AAAF UID STORE 7 +FLAGS.SILENT (\\Deleted)",
                "S: AAAF NO [NOPERM] read only",
                "@hang");
        assertFails("rejected", "imap", readOnly, " fetch=");
    }

    private static List<String> with(List<String> steps, String... more) {
        return Stream.concat(steps.stream(), Stream.of(more)).toList();
    }

    private String assertFails(String cause, String fetch, List<String> mailbox, String figure) throws IOException {
        Path password = folder.resolve("password");
        Files.writeString(password, "secret\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        try (var smtp = new ScriptedServer(TAKES_IT);
                var box = new ScriptedServer(mailbox)) {
            String words = "-P smtp -H 127.0.0.1 -p %d --round-trip a@b.test --fetch %s --fetch-port %d"
                    .formatted(smtp.port(), fetch, box.port());
            CheckProgram.Answer answer = new CheckProgram(new MailProtocolCommand())
                    .answer(List.of((words + " -t 1.5 --user alice --password-file " + password).split(" ")));
            assertEquals(2, answer.exitCode(), answer.text());
            assertTrue(answer.text().startsWith("SMTP CRITICAL [" + cause + "]: "), answer.text());
            assertTrue(answer.text().contains(" submit=") && answer.text().contains(figure), answer.text());
            assertEquals(List.of(), smtp.complaints());
            return answer.text();
        }
    }
}
