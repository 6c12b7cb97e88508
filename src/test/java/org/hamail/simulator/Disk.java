package org.hamail.simulator;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The disk of a monitoring server: survives its reboots, tears what was not synced, fills up, fails. */
final class Disk {
    private static final AtomicLong LIVES = new AtomicLong();

    final Map<String, Inode> files = new TreeMap<>();
    final Set<String> directories = new HashSet<>();
    /** Full, or failing, until then. */
    long fullUntil;
    /** What tears a write. */
    final Due tears = new Due();
    /** How much of a torn write gets onto it. */
    Tear tear = Tear.HALF;
    /** What lets a sync fail. */
    final Due syncFailures = new Due();

    /** Another one after each boot. */
    long life = LIVES.incrementAndGet();

    /** When a write or a sync failed last. */
    long failedAt = -World.DAY;

    private final World world;
    private final Clockwork clockwork;
    private long inodes;
    /** How many have looked at it. */
    int views;

    Disk(World world) {
        this.world = world;
        this.clockwork = world.clockwork;
    }

    /** Where a write breaks off. */
    enum Tear {
        HALF,
        /** A line without its line end. */
        ALL_BUT_ONE,
        NOTHING;

        int of(int wanted) {
            return switch (this) {
                case HALF -> wanted / 2;
                case ALL_BUT_ONE -> Math.max(0, wanted - 1);
                case NOTHING -> 0;
            };
        }

        static Tear of(Dice dice) {
            return values()[dice.below(values().length)];
        }
    }

    /** A file. */
    static final class Inode {
        final long number;
        byte[] bytes = new byte[512];
        int size;
        int synced;
        long version;

        @Nullable
        Program holder;

        final Deque<Program> queue = new ArrayDeque<>();

        Inode(long number) {
            this.number = number;
        }

        void write(byte[] data, int length, long position) {
            int end = (int) position + length;
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
            }
            System.arraycopy(data, 0, bytes, (int) position, length);
            size = Math.max(size, end);
            version++;
        }
    }

    Inode create(String path) {
        var inode = new Inode(++inodes);
        files.put(path, inode);
        return inode;
    }

    /** How many of {@code wanted} bytes get onto it; fewer mean that the write fails. */
    int room(int wanted) {
        if (clockwork.now < fullUntil) {
            failed("writes refused by a full disk");
            return Math.min(wanted, (int) (fullUntil % 7));
        }
        if (tears.touch() != null) {
            failed("writes torn");
            return tear.of(wanted);
        }
        return wanted;
    }

    private void failed(String what) {
        failedAt = clockwork.now;
        world.fault(what);
    }

    void sync(Inode inode) throws IOException {
        if (syncFailures.touch() != null) {
            failed("syncs that failed");
            throw new IOException("Input/output error");
        }
        inode.synced = inode.size;
    }

    /** The machine went down: what was not synced may be there in part. */
    void crash(Dice dice) {
        life = LIVES.incrementAndGet();
        for (Inode inode : files.values()) {
            if (inode.size > inode.synced) {
                world.fault("files torn by a reboot");
                int unsynced = inode.size - inode.synced;
                inode.size = inode.synced + (dice.chance(30) ? unsynced - 1 : dice.below(unsynced + 1));
            }
            inode.synced = inode.size;
        }
    }

    boolean tryLock(Inode inode, Program program) {
        if (inode.holder == null && inode.queue.isEmpty()) {
            inode.holder = program;
        }
        return inode.holder == program;
    }

    boolean lockWithin(Inode inode, Program program, long nanos) {
        if (nanos <= 0) {
            return false;
        }
        long millis = (nanos + 999_999_999) / 1_000_000_000 * 1000; // what the real clock took of it is not to be seen
        inode.queue.add(program);
        clockwork.waitUntil(clockwork.now + millis);
        inode.queue.remove(program);
        return inode.holder == program;
    }

    void unlock(Inode inode, Program program) {
        if (inode.holder == program) {
            inode.holder = null;
            Program next = inode.queue.peek();
            if (next != null) {
                inode.queue.remove();
                inode.holder = next;
                clockwork.wake(next, clockwork.now);
            }
        }
    }

    /** The kernel ends the locks of a program with it. */
    void release(Program program) {
        for (Inode inode : files.values()) {
            inode.queue.remove(program);
            unlock(inode, program);
        }
    }

    /** What /proc/locks shows. */
    String locks() {
        var text = new StringBuilder();
        for (Inode inode : files.values()) {
            if (inode.holder != null) {
                text.append("1: POSIX ADVISORY WRITE 1 00:01:")
                        .append(inode.number)
                        .append(" 0 EOF\n");
            }
        }
        return text.toString();
    }

    List<String> namesIn(String directory) {
        var names = new ArrayList<String>();
        String prefix = directory + "/";
        for (String name : files.keySet()) {
            if (name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0) {
                names.add(name.substring(prefix.length()));
            }
        }
        return names;
    }
}
