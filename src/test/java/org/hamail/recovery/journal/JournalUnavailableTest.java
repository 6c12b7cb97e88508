package org.hamail.recovery.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalUnavailableTest {
    private static final Path DIRECTORY = Path.of("/srv/hamail/mail1");

    @TempDir
    private Path folder = Path.of("");

    private static String said(String did, Path directory, IOException why) {
        return String.valueOf(JournalUnavailable.of(did, directory, why).getMessage());
    }

    /** What belongs to another user is mended for the whole state directory, and by root. */
    @Test
    void missingRightsAreNamedWithTheCommandThatGivesThem() {
        String user = System.getProperty("user.name");
        Path own = folder.resolve("mail1");
        String cure = "; where " + user + " runs the event handler, as root: chown -R " + user + " " + folder
                + " && chmod -R u+rwX " + folder;
        assertEquals(
                "cannot read the journal in " + own + ": permission denied" + cure,
                said("read", own, new AccessDeniedException(own.toString())));
        assertEquals(
                "cannot open the journal in " + own + ": " + own + "/journal.jsonl: permission denied" + cure,
                said("open", own, new AccessDeniedException(own + "/journal.jsonl")));
    }

    /** Nobody is told to take the directory from the event handler. */
    @Test
    void whatBelongsToAnotherUserIsNotGivenAway() {
        Path stateDir = Path.of("/srv/hamail");
        assertEquals(
                "; /srv/hamail belongs to nagios: run this as nagios",
                JournalUnavailable.cure(stateDir, Optional.of("nagios"), "nrpe"));
        assertEquals(
                "; where nagios runs the event handler, as root: chown -R nagios /srv/hamail"
                        + " && chmod -R u+rwX /srv/hamail",
                JournalUnavailable.cure(stateDir, Optional.of("root"), "nagios"));
        assertEquals("", JournalUnavailable.cure(stateDir, Optional.empty(), "nrpe"));
        assertEquals(
                "cannot read the journal in /srv/hamail/mail1: permission denied",
                said("read", DIRECTORY, new AccessDeniedException(DIRECTORY.toString())));
    }

    @Test
    void whatElseIsWrongIsNoMatterOfRights() {
        assertEquals(
                "cannot write the journal in /srv/hamail/mail1: No space left on device, free some",
                said("write", DIRECTORY, new IOException("No space left on device")));
        assertEquals(
                "cannot read the journal in /srv/hamail/mail1: /srv/hamail/mail1/journal.jsonl does not exist",
                said("read", DIRECTORY, new NoSuchFileException("/srv/hamail/mail1/journal.jsonl")));
    }
}
