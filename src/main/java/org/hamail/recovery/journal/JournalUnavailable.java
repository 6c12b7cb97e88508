package org.hamail.recovery.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.hamail.io.FileProblem;
import org.jspecify.annotations.Nullable;

/** The journal cannot be read or written now: nothing can be recorded, so nothing may be done. */
public final class JournalUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public JournalUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public JournalUnavailable(String message) {
        super(message);
    }

    /**
     * That nobody {@code did} something with the journal in {@code directory}; where a right is missing, with the command that gives
     * it to this user, for the whole state directory: what one program could not write, the next one cannot either.
     */
    static JournalUnavailable of(String did, Path directory, IOException e) {
        boolean named =
                e instanceof FileSystemException trouble && directory.toString().equals(trouble.getFile());
        String why = named ? FileProblem.reason(e) : FileProblem.sentence(e);
        String cure = e instanceof AccessDeniedException
                ? cure(directory.toAbsolutePath().getParent())
                : "";
        return new JournalUnavailable("cannot " + did + " the journal in " + directory + ": " + why + cure, e);
    }

    private static String cure(@Nullable Path stateDir) {
        String user = System.getProperty("user.name", "USER");
        return "; where " + user + " runs the event handler, as root: chown -R " + user + " " + stateDir
                + " && chmod -R u+rwX " + stateDir;
    }
}
