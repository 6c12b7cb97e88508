package org.hamail.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file below /proc, which has no length of its own. */
final class ProcFile {
    private static final int ENOUGH = 128 * 1024;

    private ProcFile() {}

    /** Empty where there is no such file. */
    static String textOrNothing(Path file) throws IOException {
        try {
            return text(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** The beginning of it, which is enough. */
    static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(ENOUGH), StandardCharsets.UTF_8);
        }
    }
}
