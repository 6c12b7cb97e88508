package org.hamail.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, in words: the JDK often gives its name alone. */
public final class FileProblem {
    private FileProblem() {}

    /** A sentence for people; every line of a message that has several is kept. */
    public static String sentence(IOException failure) {
        if (failure instanceof FileSystemException trouble && trouble.getReason() == null) {
            String file = String.valueOf(trouble.getFile());
            if (trouble instanceof NoSuchFileException) {
                return file + " does not exist";
            }
            if (trouble instanceof FileAlreadyExistsException) {
                return file + " exists and is not what is needed there";
            }
            return file + ": "
                    + (trouble instanceof AccessDeniedException
                            ? "permission denied"
                            : trouble.getClass().getSimpleName());
        }
        String text = failure.getMessage();
        return text == null || text.isBlank() ? failure.getClass().getSimpleName() : text;
    }
}
