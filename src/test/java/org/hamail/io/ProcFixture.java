package org.hamail.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process table in a folder, as far as it is looked at here. */
public final class ProcFixture {
    private final Path proc;

    /** With our own process, of user 103, and process 1. */
    public ProcFixture(Path proc) throws IOException {
        this.proc = proc;
        process(1, 0, 1, 0, List.of("/sbin/init"));
        process(77, 103, 77, 1, List.of("java"));
        Files.createSymbolicLink(proc.resolve("self"), Path.of("77"));
    }

    public ProcFixture process(long pid, int realUser, long session, long parent, List<String> words)
            throws IOException {
        Path process = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(process.resolve("cmdline"), String.join("\0", words) + "\0");
        Files.writeString(process.resolve("status"), "Name:\tx\nUid:\t" + realUser + "\t0\t0\t0\n");
        Files.writeString(
                process.resolve("stat"),
                pid + " (a (strange) name) S " + parent + " " + session + " " + session
                        + " 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0\n");
        return this;
    }

    /** A file of a process that may not be read. */
    public ProcFixture unreadable(long pid, String file) throws IOException {
        Files.delete(proc.resolve(pid + "/" + file));
        Files.createDirectory(proc.resolve(pid + "/" + file)); // whoever reads it, root included, gets an error
        return this;
    }

    public void hide(long pid) throws IOException {
        for (String file : List.of("cmdline", "status", "stat", "")) {
            Files.delete(proc.resolve(pid + "/" + file));
        }
    }

    public Path folder() {
        return proc;
    }
}
