package org.hamail.recovery.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class JournalUnavailableTest {
    @Test
    void reasonNamesNoJavaClassWhereAvoidable() {
        assertEquals("No space left on device, free some", reason(new IOException("No space left on device")));
        assertEquals("Read-only file system", reason(new FileSystemException("/a", null, "Read-only file system")));
        assertEquals("permission denied", reason(new AccessDeniedException("/a")));
        assertEquals("no such file or directory", reason(new NoSuchFileException("/a")));
        assertEquals("IOException", reason(new IOException()));
    }

    @Test
    void theFileIsNamedWhereItIsKnown() {
        IOException full = new FileSystemException("/state/mail1/service.json", null, "No space left on device");
        assertEquals(
                "cannot use /state/mail1/service.json: No space left on device, free some",
                JournalUnavailable.sentence(full));
        assertEquals("interrupted", JournalUnavailable.sentence(new IOException("interrupted")));
    }

    private static String reason(IOException e) {
        return JournalUnavailable.reason(e);
    }
}
