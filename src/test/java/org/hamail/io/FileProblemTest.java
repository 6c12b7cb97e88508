package org.hamail.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileProblemTest {
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
        assertEquals("/state/mail1/service.json: No space left on device, free some", FileProblem.sentence(full));
        assertEquals(
                "/a -> /b: Invalid cross-device link",
                FileProblem.sentence(new FileSystemException("/a", "/b", "Invalid cross-device link")));
        assertEquals("/a: permission denied", FileProblem.sentence(new AccessDeniedException("/a")));
        assertEquals("/a does not exist", FileProblem.sentence(new NoSuchFileException("/a")));
        assertEquals(
                "/a exists and is not what is needed there",
                FileProblem.sentence(new FileAlreadyExistsException("/a")));
        assertEquals("interrupted", FileProblem.sentence(new IOException("interrupted")));
    }

    private static String reason(IOException e) {
        return FileProblem.reason(e);
    }
}
