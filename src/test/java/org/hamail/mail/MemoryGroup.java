package org.hamail.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.hamail.support.Eventually;

/**
 * A control group of the kernel whose processes share little memory: who needs more waits until another ends. Version 2 slows
 * them down at {@code memory.high}; version 1 lets them wait at the limit, where its killer is switched off.
 */
final class MemoryGroup implements AutoCloseable {
    private static final Path VERSION_2 = Path.of("/sys/fs/cgroup");
    private static final Path VERSION_1 = VERSION_2.resolve("memory");

    private final Path group;
    private final String limit;

    /** Without a limit yet. */
    MemoryGroup(String name) {
        boolean isVersion1 = Files.isDirectory(VERSION_1);
        group = (isVersion1 ? VERSION_1 : VERSION_2).resolve(name);
        limit = isVersion1 ? "memory.limit_in_bytes" : "memory.high";
        try {
            if (!isVersion1) {
                write(VERSION_2.resolve("cgroup.subtree_control"), "+memory");
            }
            Files.createDirectory(group);
            if (isVersion1) {
                write(group.resolve("memory.oom_control"), "1");
            }
        } catch (IOException e) {
            throw new AssertionError(
                    "processes cannot be given little memory here, control groups are needed: " + e, e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    /** A program that begins in the group and goes on as {@code program}. */
    Path starter(Path folder, String program) throws IOException {
        Path starter = folder.resolve("in-" + group.getFileName());
        Files.writeString(
                starter, "#!/bin/sh\necho $$ >" + group.resolve("cgroup.procs") + "\nexec " + program + " \"$@\"\n");
        Files.setPosixFilePermissions(starter, PosixFilePermissions.fromString("rwxr-xr-x"));
        return starter;
    }

    /** Its processes have that many bytes together, from now. */
    void limit(long bytes) throws IOException {
        write(group.resolve(limit), Long.toString(bytes));
    }

    /** Whoever waits goes on, so that a server can end. */
    void lift() throws IOException {
        write(group.resolve(limit), limit.equals("memory.high") ? "max" : "-1");
    }

    /** Once its processes have ended. */
    @Override
    public void close() {
        Eventually.get(Duration.ofSeconds(20), this::isRemoved, removed -> removed);
    }

    private boolean isRemoved() {
        try {
            return Files.deleteIfExists(group) || !Files.exists(group);
        } catch (IOException e) {
            return false; // a process of it has not ended yet
        }
    }
}
