package org.hamail.recovery.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The journal cannot be read or written now: nothing can be recorded, so nothing may be done. */
public final class JournalUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String FULL = "No space left on device";

    public JournalUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public JournalUnavailable(String message) {
        super(message);
    }

    /** What went wrong with which file, as people say it. */
    public static String sentence(IOException e) {
        String named = named(e);
        return named.equals(reason(e)) ? named : "cannot use " + named;
    }

    /** The same, after words that say what could not be done. */
    static String named(IOException e) {
        return e instanceof FileSystemException trouble && trouble.getFile() != null
                ? trouble.getFile() + ": " + reason(e)
                : reason(e);
    }

    /** What went wrong, as people say it; which file it was is said before. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        String reason = e instanceof FileSystemException trouble ? trouble.getReason() : e.getMessage();
        if (reason == null || reason.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return reason.equals(FULL) ? FULL + ", free some" : reason;
    }
}
