package org.hamail.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file that holds a secret, and who may do what with the file.
 *
 * @param text without the byte order mark that editors leave
 */
public record SecretText(String text, Set<PosixFilePermission> permissions) {
    private static final int LARGEST = 4096;

    /** No secret can be had from the file. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        private Unusable(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }

    public SecretText {
        permissions = Set.copyOf(permissions);
    }

    /**
     * Reads a regular file of at most 4096 bytes in UTF-8.
     *
     * @throws Unusable with what is wrong with the file, to stand behind its name: {@code is not UTF-8}
     */
    public static SecretText of(Path file) throws Unusable {
        try {
            return read(file);
        } catch (NoSuchFileException e) {
            throw new Unusable("does not exist", e);
        } catch (CharacterCodingException e) {
            throw new Unusable("is not UTF-8", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new Unusable("cannot be read", e);
        }
    }

    private static SecretText read(Path file) throws IOException, Unusable {
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new Unusable("is not a regular file", null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new SecretText(decoded(in.readNBytes(LARGEST + 1)), attributes.permissions());
        }
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException, Unusable {
        if (bytes.length > LARGEST) {
            throw new Unusable("is larger than " + LARGEST + " bytes", null);
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The first line, without its end. */
    public String firstLine() {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** Whether anything but white space stands behind the first line. */
    public boolean hasMore() {
        int end = text.indexOf('\n');
        return end >= 0 && !text.substring(end).isBlank();
    }

    public boolean isFor(PosixFilePermission permission) {
        return permissions.contains(permission);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
