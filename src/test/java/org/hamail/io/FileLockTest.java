package org.hamail.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLockTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void foreignLockIsNotTakenAndWaitEnds() throws Exception {
        Path file = directory.resolve("lock");
        Process holder = holder(file);
        try {
            assertTrue(FileLock.take(file, Duration.ZERO).isEmpty());
            assertTrue(FileLock.take(file, Duration.ofMillis(50)).isEmpty());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertTrue(taken(file, Duration.ZERO), "nothing of the waits is left behind");
    }

    @Test
    void lockEndsWithProcessAndGoesToWaiter() throws Exception {
        Path file = directory.resolve("lock");
        Process holder = holder(file);
        var waiting = CompletableFuture.supplyAsync(() -> taken(file, LONG));
        assertFalse(waiting.isDone());
        holder.destroyForcibly().waitFor();
        assertTrue(waiting.get(1, TimeUnit.MINUTES));
    }

    @Test
    void threadsOfOneProcessTakeTurnsToo() throws Exception {
        Path file = directory.resolve("lock");
        FileLock first = FileLock.take(file, Duration.ZERO).orElseThrow();
        assertTrue(FileLock.take(file, Duration.ofMillis(50)).isEmpty());
        var waiting = CompletableFuture.supplyAsync(() -> taken(file, LONG));
        first.close();
        assertTrue(waiting.get(1, TimeUnit.MINUTES));
    }

    @Test
    void lookingSeesForeignLockAndTakesNone() throws Exception {
        Path file = directory.resolve("lock");
        assertFalse(LockHolder.isHeld(file), "no such file");
        Process holder = holder(file);
        try {
            assertTrue(LockHolder.isHeld(file));
            assertTrue(LockHolder.isHeld(file, List.of(), false), "a process of another pid namespace");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertFalse(LockHolder.isHeld(file));
        assertFalse(LockHolder.isHeld(file, List.of(), false));
        assertTrue(taken(file, Duration.ZERO));
    }

    @Test
    void whatThisProcessHoldsIsSeenAndKept() throws Exception {
        Path file = directory.resolve("lock");
        try (FileLock own = FileLock.take(file, Duration.ZERO).orElseThrow()) {
            assertNotNull(own);
            assertTrue(LockHolder.isHeld(file));
            assertTrue(LockHolder.isHeld(file, List.of(), false));
            assertTrue(FileLock.take(file, Duration.ZERO).isEmpty());
        }
        assertFalse(LockHolder.isHeld(file));
    }

    /** An inode has the same number on many file systems. */
    @Test
    void sameInodeOfOtherFileSystemDiffers() throws Exception {
        Path file = directory.resolve("lock");
        taken(file, Duration.ZERO);
        long inode = PlainFile.attribute(file, "ino");
        List<String> list = List.of("1: POSIX  ADVISORY  WRITE 7 00:2f:" + inode + " 0 EOF");
        assertEquals(KernelLocks.LockWord.PERHAPS, KernelLocks.of(list, PlainFile.attribute(file, "dev"), inode));
        assertFalse(LockHolder.isHeld(file, list, true));
        Process holder = holder(file);
        try {
            assertTrue(LockHolder.isHeld(file, list, true));
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    private static boolean taken(Path file, Duration patience) {
        try {
            FileLock.take(file, patience).orElseThrow().close();
            return true;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Another process that holds the lock until it is killed. */
    private static Process holder(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        InputStream out = process.getInputStream();
        assertEquals('+', out.read());
        return process;
    }

    /** What the other process runs. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] words) throws Exception {
            FileLock guard = FileLock.take(Path.of(words[0]), LONG).orElseThrow();
            System.out.write('+');
            System.out.flush();
            Thread.sleep(LONG.toMillis());
            guard.close();
        }
    }
}
