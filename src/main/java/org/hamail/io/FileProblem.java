package org.hamail.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, in words: the JDK often gives its name alone. */
public final class FileProblem {
    private static final String FULL = "No space left on device";

    private FileProblem() {}

    /** With the file, where it is known; every line of a message that has several is kept. */
    public static String sentence(IOException failure) {
        if (!(failure instanceof FileSystemException trouble) || trouble.getFile() == null) {
            return reason(failure);
        }
        String file = trouble.getFile() + (trouble.getOtherFile() == null ? "" : " -> " + trouble.getOtherFile());
        if (trouble.getReason() == null && trouble instanceof NoSuchFileException) {
            return file + " does not exist";
        }
        return trouble.getReason() == null && trouble instanceof FileAlreadyExistsException
                ? file + " exists and is not what is needed there"
                : file + ": " + reason(failure);
    }

    /** Without the file, which is said before. */
    public static String reason(IOException failure) {
        String reason = failure instanceof FileSystemException trouble ? trouble.getReason() : failure.getMessage();
        if (reason == null || reason.isBlank()) {
            return ofKind(failure);
        }
        return reason.equals(FULL) ? FULL + ", free some" : reason;
    }

    private static String ofKind(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "it exists and is not what is needed there";
        }
        return failure.getClass().getSimpleName();
    }
}
