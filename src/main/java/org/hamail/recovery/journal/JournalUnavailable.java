package org.hamail.recovery.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hamail.io.FileProblem;

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
        Path stateDir = directory.toAbsolutePath().getParent();
        String cure = e instanceof AccessDeniedException && stateDir != null
                ? cure(stateDir, owner(stateDir), System.getProperty("user.name", "USER"))
                : "";
        return new JournalUnavailable("cannot " + did + " the journal in " + directory + ": " + why + cure, e);
    }

    /** Empty where this user may not see it. */
    private static Optional<String> owner(Path stateDir) {
        try {
            return Optional.of(Files.getOwner(stateDir).getName());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Only the user of the event handler, and of a directory that root made by mistake, may be given the files. */
    static String cure(Path stateDir, Optional<String> owner, String user) {
        if (owner.isEmpty()) {
            return "";
        } else if (!owner.get().equals(user) && !owner.get().equals("root")) {
            return "; " + stateDir + " belongs to " + owner.get() + ": run this as " + owner.get();
        }
        return "; where " + user + " runs the event handler, as root: chown -R " + user + " " + stateDir
                + " && chmod -R u+rwX " + stateDir;
    }
}
