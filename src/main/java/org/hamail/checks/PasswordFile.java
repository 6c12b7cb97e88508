package org.hamail.checks;

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
import java.util.ArrayList;
import java.util.Optional;
import org.hamail.cli.UsageException;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.ServerText;

/** A password in a file of its own, because command lines can be read by everybody. */
final class PasswordFile {
    private static final int LARGEST = 4096;

    private PasswordFile() {}

    /**
     * The first line of {@code file}.
     *
     * @param option that named the file, for the message
     * @throws UsageException when there is no such file, when everybody may change it, or when no password is in it
     */
    static String read(String option, Path file) throws UsageException {
        String where = "--" + option + ": " + ServerText.of(file.toString(), 120);
        try {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new UsageException(where + " is not a regular file");
            }
            if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new UsageException(where + " is world-writable (chmod o=)");
            }
            return password(where, bytes(file));
        } catch (NoSuchFileException e) {
            throw new UsageException(where + " does not exist", e);
        } catch (CharacterCodingException e) {
            throw new UsageException(where + " is not UTF-8", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new UsageException(where + " cannot be read", e);
        }
    }

    /**
     * {@code result}, with a line of details when everybody may read the file: the folder above it may keep them out, so it
     * is no reason to see nothing.
     *
     * @param file as {@link #read} has taken it, if there is one
     */
    static CheckResult noted(CheckResult result, Optional<Path> file) {
        try {
            if (file.isEmpty()
                    || !Files.getPosixFilePermissions(file.get()).contains(PosixFilePermission.OTHERS_READ)) {
                return result;
            }
        } catch (IOException | UnsupportedOperationException e) {
            return result; // it was there a moment ago, and its password is known
        }
        var details = new ArrayList<>(result.details());
        details.add("password file " + ServerText.of(file.get().toString(), 120) + " is world-readable (chmod o=)");
        return result.withDetails(details);
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        }
    }

    private static String password(String where, byte[] bytes) throws UsageException, CharacterCodingException {
        if (bytes.length > LARGEST) {
            throw new UsageException(where + " is larger than " + LARGEST + " bytes");
        }
        String decoded = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        String text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded; // editors leave a byte order mark
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        String password = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (password.isEmpty() || !text.substring(end < 0 ? text.length() : end).isBlank()) {
            throw new UsageException(where + " must hold one line, the password");
        }
        if (password.codePoints().anyMatch(Character::isISOControl)) {
            throw new UsageException(where + " contains control characters in the password");
        }
        return password;
    }
}
