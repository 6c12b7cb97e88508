package org.hamail.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.hamail.io.FileLock;
import org.hamail.recovery.Site;
import org.hamail.recovery.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the owner of the state directory from writing is seen by whoever only looks. */
class UnusableStateTest {
    @TempDir
    Path stateDir = Path.of("/nonexistent");

    private Site used() throws Exception {
        Site site = new World(stateDir).site();
        site.openJournal().close();
        Files.createFile(site.workerLock());
        return site;
    }

    private long uid() throws Exception {
        return ((Number) Files.getAttribute(stateDir, "unix:uid")).longValue();
    }

    private static String told(Site site, long owner) throws Exception {
        return UnusableState.of(site, owner).orElse("");
    }

    @Test
    void freshStateDirectoryGivesNoWarning() throws Exception {
        Site site = used();
        assertEquals(Optional.empty(), UnusableState.of(site));
        assertEquals("", told(new World(stateDir.resolve("missing")).site(), 4711));
    }

    @Test
    void foreignFileIsNamedWithCommandToMend() throws Exception {
        Site site = used();
        long other = uid() + 4711;
        Files.setPosixFilePermissions(stateDir, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(site.directory(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(
                "nothing can be recorded or acted on: " + site.journalLock() + ": not writable for " + other
                        + "; as root: chown -R " + other + " " + stateDir + " && chmod -R u+rwX " + stateDir,
                told(site, other));
        Files.setPosixFilePermissions(site.journalLock(), PosixFilePermissions.fromString("rw-rw----"));
        assertTrue(told(site, other).contains("worker.lock: not writable"), told(site, other));
        Files.setPosixFilePermissions(site.directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertTrue(told(site, other).contains("mail1: not writable"), told(site, other));
    }

    @Test
    void processThatKeepsTheJournalLockedIsNamed() throws Exception {
        Site site = used();
        assertEquals(Optional.empty(), UnusableState.ofLock(site.journalLock(), Duration.ZERO));
        FileLock stopped = FileLock.take(site.journalLock(), Duration.ZERO).orElseThrow();
        String told = UnusableState.of(site).orElse("");
        assertTrue(
                told.contains("journal.lock: process " + ProcessHandle.current().pid()
                        + " has held it for more than 3 s; end that process"),
                told);
        stopped.close();
        assertEquals(Optional.empty(), UnusableState.of(site));
    }

    @Test
    void fileInPlaceOfDirectoryIsNamed() throws Exception {
        Site site = new World(stateDir).site();
        Files.writeString(site.directory(), "");
        assertTrue(told(site, uid()).contains("mail1: not a directory; remove it"), told(site, uid()));
    }

    @Test
    void unwritableFileSystemIsReportedBeforehand() {
        Path folder = Path.of("/s/mail1");
        String nothing = "nothing can be recorded or acted on: /s/mail1: the file system is ";
        assertEquals(
                Optional.of(nothing + "mounted read-only; mount it writable, and see why it was not"),
                UnusableState.ofFileSystem(folder, true, 1L << 40, 1L << 40));
        assertEquals(
                Optional.of(nothing + "full, 3 kB are left; free some"),
                UnusableState.ofFileSystem(folder, false, 4000, 1L << 40));
        assertEquals(Optional.empty(), UnusableState.ofFileSystem(folder, false, 64 * 1024, 1L << 40));
        assertEquals(Optional.empty(), UnusableState.ofFileSystem(folder, false, 0, 0));
    }
}
