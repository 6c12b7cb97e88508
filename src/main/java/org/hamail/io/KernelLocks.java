package org.hamail.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The kernel's list of all locks, {@code /proc/locks}; source: proc_locks(5). */
public final class KernelLocks {
    /** The pid namespace of the machine itself, in which every process is seen ({@code PROC_PID_INIT_INO}). */
    private static final String FIRST_NAMESPACE = "pid:[4026531836]";

    private KernelLocks() {}

    /** What the list says of a file. */
    public enum LockWord {
        HELD,
        /** By its inode; which file system that is on cannot be told. */
        PERHAPS,
        NOT_SHOWN
    }

    /** Whether it shows the locks of all processes; in a container those of the machine's are left out. */
    public static boolean isWhole(Path proc) {
        try {
            return Files.readSymbolicLink(proc.resolve("self/ns/pid"))
                    .toString()
                    .equals(FIRST_NAMESPACE);
        } catch (IOException e) {
            return false;
        }
    }

    public static LockWord of(List<String> list, long device, long inode) {
        LockWord word = LockWord.NOT_SHOWN;
        for (String line : list) {
            LockWord here = of(line.trim().split("\\s+"), device, inode);
            word = here.compareTo(word) < 0 ? here : word;
        }
        return word;
    }

    /** The process that holds the file's lock; empty where the list does not show it, e.g. from within a container. */
    static Optional<Long> holder(List<String> list, long device, long inode) {
        for (String line : list) {
            String[] words = line.trim().split("\\s+");
            if (of(words, device, inode) == LockWord.HELD && words[4].matches("[1-9][0-9]{0,9}")) {
                return Optional.of(Long.parseLong(words[4]));
            }
        }
        return Optional.empty();
    }

    /** {@code 1: POSIX ADVISORY WRITE PID MAJOR:MINOR:INODE START END}; one that waits has an arrow before POSIX. */
    private static LockWord of(String[] words, long device, long inode) {
        if (words.length < 6 || !words[1].equals("POSIX") || !words[3].equals("WRITE")) {
            return LockWord.NOT_SHOWN;
        }
        String[] place = words[5].split(":");
        return place.length == 3 && place[2].equals(Long.toString(inode)) ? on(place, device) : LockWord.NOT_SHOWN;
    }

    /** File systems without a device of their own (major 0: overlay, btrfs) show another number here than in stat(2). */
    private static LockWord on(String[] place, long device) {
        long major = ((device >> 8) & 0xfff) | ((device >> 32) & ~0xfffL);
        long minor = (device & 0xff) | ((device >> 12) & ~0xffL);
        long shownMajor = Long.parseLong(place[0], 16);
        if (shownMajor == major && Long.parseLong(place[1], 16) == minor) {
            return LockWord.HELD;
        }
        return shownMajor == 0 || major == 0 ? LockWord.PERHAPS : LockWord.NOT_SHOWN;
    }
}
