package org.hamail.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    private final Path directory;

    SecretFileTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void firstLineIsSecretAndNeverShown() throws IOException {
        SecretFile secret = SecretFile.fromFile(file("s3cret pass\nmore", "rw-r-----"));
        assertEquals("s3cret pass", secret.reveal());
        assertFalse(secret.toString().contains("s3cret"));
        assertEquals(
                "s3cret",
                SecretFile.fromFile(file("\uFEFFs3cret\r\n", "rw-r-----")).reveal());
    }

    @Test
    void echoedSecretIsMaskedInAnyCoding() throws IOException {
        SecretFile secret = SecretFile.fromFile(file("a\"b/c d", "rw-------"));
        assertEquals("(secret) and (secret) and (secret)", secret.hiddenIn("a\"b/c d and a%22b%2Fc+d and a\\\"b/c d"));
        assertEquals("(secret), (secret)", secret.hiddenIn("a\\u0022b\\/c d, a&quot;b%2fc%20d"));
        SecretFile token = SecretFile.fromFile(file("t&k'<\u00e9\uD83D\uDE00", "rw-------"));
        assertEquals(
                "(secret) (secret) (secret) (secret)",
                token.hiddenIn("t&amp;k&#039;&lt;\u00e9\uD83D\uDE00 t&k&apos;&#x3C;&#xE9;&#128512;"
                        + " t\\u0026k'<\\u00E9\\ud83d\\ude00 t%26k%27%3C%C3%A9%F0%9F%98%80"));
        assertEquals("t&am", token.hiddenIn("t&am"));
        assertEquals("said", SecretFile.none().hiddenIn("said"));
    }

    @Test
    void wholeEscapeIsMaskedAlsoWhereItBeginsWithCharacter() throws IOException {
        SecretFile and = SecretFile.fromFile(file("a&", "rw-------"));
        assertEquals("(secret) (secret) b", and.hiddenIn("a&amp; a& b"));
        assertEquals("(secret)", SecretFile.fromFile(file("&amp;", "rw-------")).hiddenIn("&amp;"));
        assertEquals("(secret)", SecretFile.fromFile(file("a\tb", "rw-------")).hiddenIn("a\\tb"));
    }

    /** A token of some hundred characters is usual, and whoever logs an answer must not end by it. */
    @Test
    void longSecretIsMasked() throws IOException {
        String echoed = "a&".repeat(2040);
        SecretFile token = SecretFile.fromFile(file(echoed, "rw-------"));
        assertEquals("x (secret) y", token.hiddenIn("x " + echoed.replace("&", "&amp;") + " y"));
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        Path file = file("s3cret", "rw-r--r--");
        IOException refusal = assertThrows(IOException.class, () -> SecretFile.fromFile(file));
        assertEquals("password file " + file + " can be read by others (chmod o-r)", refusal.getMessage());
    }

    @Test
    void aFileThatOthersCanChangeIsRefused() throws IOException {
        Path file = file("s3cret", "rw-----w-");
        IOException refusal = assertThrows(IOException.class, () -> SecretFile.fromFile(file));
        assertEquals("password file " + file + " can be changed by others (chmod o-w)", refusal.getMessage());
    }

    @Test
    void missingEmptyAndHugeFilesAreRefused() throws IOException {
        assertThrows(IOException.class, () -> SecretFile.fromFile(directory.resolve("none")));
        assertThrows(IOException.class, () -> SecretFile.fromFile(directory));
        Path empty = file("\n", "rw-------");
        assertThrows(IOException.class, () -> SecretFile.fromFile(empty));
        Path huge = file("x".repeat(5000), "rw-------");
        assertThrows(IOException.class, () -> SecretFile.fromFile(huge));
    }

    private Path file(String text, String mode) throws IOException {
        Path file = Files.writeString(Files.createTempFile(directory, "pw", ""), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
