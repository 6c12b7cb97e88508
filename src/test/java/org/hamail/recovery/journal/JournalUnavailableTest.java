package org.hamail.recovery.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JournalUnavailableTest {
    private static final Path DIRECTORY = Path.of("/srv/hamail/mail1");

    private static String said(String did, IOException why) {
        return String.valueOf(JournalUnavailable.of(did, DIRECTORY, why).getMessage());
    }

    /** What belongs to another user is mended for the whole state directory, and by root. */
    @Test
    void missingRightsAreNamedWithTheCommandThatGivesThem() {
        String user = System.getProperty("user.name");
        String cure = "; where " + user + " runs the event handler, as root: chown -R " + user
                + " /srv/hamail && chmod -R u+rwX /srv/hamail";
        assertEquals(
                "cannot read the journal in /srv/hamail/mail1: permission denied" + cure,
                said("read", new AccessDeniedException("/srv/hamail/mail1")));
        assertEquals(
                "cannot open the journal in /srv/hamail/mail1: /srv/hamail/mail1/journal.jsonl: permission denied"
                        + cure,
                said("open", new AccessDeniedException("/srv/hamail/mail1/journal.jsonl")));
    }

    @Test
    void whatElseIsWrongIsNoMatterOfRights() {
        assertEquals(
                "cannot write the journal in /srv/hamail/mail1: No space left on device, free some",
                said("write", new IOException("No space left on device")));
        assertEquals(
                "cannot read the journal in /srv/hamail/mail1: /srv/hamail/mail1/journal.jsonl does not exist",
                said("read", new NoSuchFileException("/srv/hamail/mail1/journal.jsonl")));
    }
}
