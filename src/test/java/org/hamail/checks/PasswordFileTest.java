package org.hamail.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.hamail.cli.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {
    private final Path file;

    PasswordFileTest(@TempDir Path folder) {
        this.file = folder.resolve("probe.pw");
    }

    @Test
    void firstLineIsPasswordWithAllItsSpaces() throws IOException, UsageException {
        assertEquals(" pass wörd ", PasswordFile.read("password-file", written(" pass wörd \n", "rw-r-----")));
        assertEquals("secret", PasswordFile.read("password-file", written("secret\r\n", "rw-------")));
        assertEquals("secret", PasswordFile.read("password-file", written("secret", "r--------")));
        assertEquals("secret", PasswordFile.read("password-file", written("\uFEFFsecret\n", "rw-------")));
        assertEquals("secret", PasswordFile.read("password-file", written("secret", "rw-r--r--")));
    }

    @Test
    void aMissingFileIsNamed() {
        assertEquals("--password-file: " + file + " does not exist", refusal());
    }

    @Test
    void aFileThatEverybodyMayChangeIsRefused() throws IOException {
        for (String rights : new String[] {"rw-rw-rw-", "rw-----w-"}) {
            written("secret", rights);
            assertTrue(refusal().endsWith("is world-writable (chmod o=)"), rights);
        }
    }

    @Test
    void passwordFileNeedsOnePrintableLine() throws IOException {
        for (String text : new String[] {"", "\n", "secret\nmore", "sec\0ret", "sec\u001bret", "secret".repeat(1000)}) {
            written(text, "rw-------");
            assertFalse(refusal().contains("secret"), refusal());
        }
    }

    @Test
    void aFolderIsRefused() throws IOException {
        Files.createDirectory(file);
        assertTrue(refusal().endsWith("is not a regular file"));
    }

    private Path written(String text, String rights) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private String refusal() {
        return String.valueOf(assertThrows(UsageException.class, () -> PasswordFile.read("password-file", file))
                .getMessage());
    }
}
