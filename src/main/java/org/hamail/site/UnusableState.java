package org.hamail.site;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.hamail.io.FileProblem;
import org.hamail.io.LockHolder;
import org.hamail.io.PlainFile;
import org.hamail.recovery.Site;
import org.hamail.recovery.journal.Journal;

/**
 * Why nothing can be recorded or acted on for a logical host: what must be written is something else than a file, belongs to
 * somebody else, is locked by a process that does not go on, or lies on a file system that is full or may not be written. Looked
 * at without opening anything, by whoever only looks.
 */
public final class UnusableState {
    private static final int OWNER_WRITES = 0200;
    private static final int OTHERS_WRITE = 0022;

    /** A report and what is decided about it, bytes. */
    private static final long ENOUGH = 64 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private UnusableState() {}

    /** The first such thing, with its name and what to do; empty when there is none, or it may not be looked at. */
    public static Optional<String> of(Site site) {
        try {
            Optional<String> trouble = of(site, number(site.stateDir(), "uid"));
            trouble = trouble.isPresent() ? trouble : ofFileSystem(site);
            return trouble.isPresent() ? trouble : ofLock(site.journalLock(), PATIENCE);
        } catch (IOException e) {
            return Optional.empty(); // who reads says so
        }
    }

    /** The same, of a state directory too that is missing and is not for this process to make. */
    public static Optional<String> orMissing(Site site) {
        return StateOwner.missing(site.stateDir()).or(() -> of(site));
    }

    /**
     * For a verb that only says what it would do: what it would do it could not.
     *
     * @throws IOException with that thing
     */
    public static void demandNone(Site site) throws IOException {
        Optional<String> unusable = orMissing(site);
        if (unusable.isPresent()) {
            throw new IOException(unusable.get());
        }
    }

    static Optional<String> of(Site site, long owner) throws IOException {
        for (Path folder : List.of(site.stateDir(), site.directory())) {
            Optional<String> trouble = ofFolder(site, folder, owner);
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        for (Path lock : List.of(site.journalLock(), site.workerLock())) {
            Optional<String> trouble = trouble(site, lock, owner, "remove it, hamail creates a new one");
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        return trouble(site, site.directory().resolve(Journal.FILE), owner, "put the journal back there");
    }

    private static Optional<String> ofFolder(Site site, Path folder, long owner) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
            return told(folder, "not a directory", "remove it");
        }
        return Files.exists(folder) ? foreign(site, folder, owner) : Optional.empty();
    }

    /** Who writes holds the lock for milliseconds; a process that was stopped meanwhile, or hangs, keeps everybody out. */
    static Optional<String> ofLock(Path lock, Duration patience) throws IOException {
        Optional<Long> first = LockHolder.holder(lock);
        long begin = System.nanoTime();
        for (Optional<Long> holder = first; holder.isPresent(); holder = LockHolder.holder(lock)) {
            if (!holder.equals(first)) {
                return Optional.empty();
            }
            if (System.nanoTime() - begin > patience.toNanos()) {
                return told(
                        lock,
                        "process " + first.get() + " has held it for more than " + patience.toSeconds() + " s",
                        "end that process, or let it go on where it was stopped");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return Optional.empty();
    }

    private static Optional<String> ofFileSystem(Site site) throws IOException {
        for (Path folder : List.of(site.directory(), site.stateDir())) {
            if (Files.exists(folder)) {
                FileStore system = Files.getFileStore(folder);
                return ofFileSystem(folder, system.isReadOnly(), system.getUsableSpace(), system.getTotalSpace());
            }
        }
        return Optional.empty();
    }

    /** {@code free} and {@code total} in bytes; a file system that has no size does not tell what is free. */
    static Optional<String> ofFileSystem(Path folder, boolean readOnly, long free, long total) {
        if (readOnly) {
            return told(folder, "the file system is mounted read-only", "mount it writable, and see why it was not");
        }
        return total > 0 && free < ENOUGH
                ? told(folder, "the file system is full, " + free / 1024 + " kB are left", "free some")
                : Optional.empty();
    }

    private static Optional<String> trouble(Site site, Path file, long owner, String cure) throws IOException {
        try {
            PlainFile.require(file);
        } catch (AccessDeniedException e) {
            throw e; // it may not be looked at
        } catch (FileSystemException e) {
            return told(file, FileProblem.reason(e), cure);
        }
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? foreign(site, file, owner) : Optional.empty();
    }

    /** Groups are not known here: what one may write is taken for right. */
    private static Optional<String> foreign(Site site, Path file, long owner) throws IOException {
        long mode = number(file, "mode");
        boolean writable = number(file, "uid") == owner ? (mode & OWNER_WRITES) != 0 : (mode & OTHERS_WRITE) != 0;
        return owner == 0 || writable
                ? Optional.empty()
                : told(
                        file,
                        "not writable for " + name(owner),
                        "as root: chown -R " + name(owner) + " " + site.stateDir() + " && chmod -R u+rwX "
                                + site.stateDir());
    }

    private static Optional<String> told(Path file, String what, String cure) {
        return Optional.of("nothing can be recorded or acted on: " + file + ": " + what + "; " + cure);
    }

    private static String name(long uid) {
        return StateOwner.nameOf(uid).orElse(Long.toString(uid));
    }

    private static long number(Path file, String attribute) throws IOException {
        return ((Number) Files.getAttribute(file, "unix:" + attribute)).longValue();
    }
}
