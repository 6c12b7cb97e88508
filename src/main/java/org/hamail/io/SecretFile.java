package org.hamail.io;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** A password or token. It never shows itself. */
public final class SecretFile {
    private final String text;

    private SecretFile(String text) {
        this.text = text;
    }

    /** No password at all. */
    public static SecretFile none() {
        return new SecretFile("");
    }

    /**
     * The first line of {@code file}.
     *
     * @throws IOException with a sentence for people: the file is missing, empty, too large, or others may read or
     *     change it
     */
    public static SecretFile fromFile(Path file) throws IOException {
        try {
            SecretText secret = SecretText.of(file);
            requireSecret(secret, file);
            return new SecretFile(secret.firstLine());
        } catch (SecretText.Unusable e) {
            throw new IOException("password file " + file + " " + e.getMessage(), e);
        }
    }

    private static void requireSecret(SecretText secret, Path file) throws IOException {
        if (secret.isFor(PosixFilePermission.OTHERS_READ)) {
            throw new IOException("password file " + file + " can be read by others (chmod o-r)");
        }
        if (secret.isFor(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("password file " + file + " can be changed by others (chmod o-w)");
        }
        if (secret.firstLine().isBlank()) {
            throw new IOException("password file " + file + " is empty");
        }
    }

    /** For those who send it. */
    public String reveal() {
        return text;
    }

    public boolean isAscii() {
        return reveal().chars().allMatch(c -> c < 0x80);
    }

    /** What a server said, without this secret, in whichever coding of a request it sent it back. */
    public String hiddenIn(String said) {
        if (text.isEmpty()) {
            return said;
        }
        return new EchoedSecret(text).hiddenIn(said);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
