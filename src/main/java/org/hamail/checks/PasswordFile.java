package org.hamail.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import org.hamail.cli.UsageException;
import org.hamail.io.SecretText;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.ServerText;

/** A password in a file of its own, because command lines can be read by everybody. */
final class PasswordFile {
    private PasswordFile() {}

    /**
     * The first line of {@code file}.
     *
     * @param option that named the file, for the message
     * @throws UsageException when there is no such file, when everybody may change it, or when no password is in it
     */
    static String read(String option, Path file) throws UsageException {
        String where = "--" + option + ": " + ServerText.of(file.toString(), 120);
        SecretText secret;
        try {
            secret = SecretText.of(file);
        } catch (SecretText.Unusable e) {
            throw new UsageException(where + " " + e.getMessage(), e);
        }
        if (secret.isFor(PosixFilePermission.OTHERS_WRITE)) {
            throw new UsageException(where + " is world-writable (chmod o=)");
        }
        String password = secret.firstLine();
        if (password.isEmpty() || secret.hasMore()) {
            throw new UsageException(where + " must hold one line, the password");
        }
        if (password.codePoints().anyMatch(Character::isISOControl)) {
            throw new UsageException(where + " has control characters in the password");
        }
        return password;
    }

    /**
     * {@code result}, with a line of details when everybody may read the file: the folder above it may keep them out, so it
     * is no reason to see nothing.
     *
     * @param file as {@link #read} has taken it
     */
    static CheckResult noted(CheckResult result, Path file) {
        try {
            if (!Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                return result;
            }
        } catch (IOException | UnsupportedOperationException e) {
            return result; // it was there a moment ago, and its password is known
        }
        var details = new ArrayList<>(result.details());
        details.add("password file " + ServerText.of(file.toString(), 120) + " is world-readable (chmod o=)");
        return result.withDetails(details);
    }
}
