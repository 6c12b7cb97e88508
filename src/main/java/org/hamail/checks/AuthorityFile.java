package org.hamail.checks;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.hamail.cli.Texts;
import org.hamail.cli.UsageException;
import org.hamail.net.Trust;

/** Certification authorities in a file that an option names. */
final class AuthorityFile {
    private AuthorityFile() {}

    static Trust read(String option, Path file) throws UsageException {
        try {
            return Trust.of(file);
        } catch (IOException e) {
            String why = e instanceof FileSystemException ? "cannot be read" : e.getMessage();
            throw new UsageException("--" + option + ": " + Texts.quoted(file.toString()) + ": " + why, e);
        }
    }
}
