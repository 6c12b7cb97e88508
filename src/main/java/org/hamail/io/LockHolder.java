package org.hamail.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Which process holds a {@link FileLock}, found without taking it and without the right to write. */
public final class LockHolder {
    private LockHolder() {}

    /**
     * Whether a process holds the lock, by the kernel's list of locks (proc(5), {@code /proc/locks}): this takes no lock and needs no
     * right to write. What the list cannot tell is asked of the file by a lock that is shared and given back at once.
     *
     * @throws IOException when the file cannot be looked at, or there is no such list
     */
    public static boolean isHeld(Path file) throws IOException {
        Path proc = file.getFileSystem().getPath("/proc");
        return isHeld(
                file,
                Files.readAllLines(proc.resolve("locks"), StandardCharsets.ISO_8859_1),
                KernelLocks.isWhole(proc));
    }

    /**
     * The id of the process that holds the lock, from the kernel's list; empty if none does, or if the list does not show it.
     *
     * @throws IOException when the file cannot be looked at, or there is no such list
     */
    public static Optional<Long> holder(Path file) throws IOException {
        Path proc = file.getFileSystem().getPath("/proc");
        try {
            return KernelLocks.holder(
                    Files.readAllLines(proc.resolve("locks"), StandardCharsets.ISO_8859_1),
                    PlainFile.attribute(file, "dev"),
                    PlainFile.attribute(file, "ino"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static boolean isHeld(Path file, List<String> list, boolean whole) throws IOException {
        if (FileLock.HELD.contains(file.toAbsolutePath().normalize())) {
            return true;
        }
        KernelLocks.LockWord word;
        try {
            word = KernelLocks.of(list, PlainFile.attribute(file, "dev"), PlainFile.attribute(file, "ino"));
        } catch (NoSuchFileException e) {
            return false;
        }
        return switch (word) {
            case HELD -> true;
            case PERHAPS -> asked(file).orElse(true);
            case NOT_SHOWN -> !whole && asked(file).orElse(false);
        };
    }

    /** Empty when the file may not be read: then only the list tells. */
    private static Optional<Boolean> asked(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(false); // gone, or a pipe, which would be waited for
        }
        Path name = file.toAbsolutePath().normalize();
        if (!FileLock.HELD.add(name)) {
            return Optional.of(true);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(channel.tryLock(0, Long.MAX_VALUE, true) == null);
        } catch (AccessDeniedException e) {
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of(false);
        } finally {
            FileLock.HELD.remove(name);
        }
    }
}
