package org.hamail.simulator;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The disk as one program sees it: what it opens and locks is its own, and each touch of it is a step. */
final class DiskView extends FileSystem {
    private static final DiskProvider PROVIDER = new DiskProvider();

    /** The life of the machine: what its processes keep in their memory is gone with it. */
    final long life;

    /** Of this disk, counted from its first. */
    final int number;

    private @Nullable Disk disk;
    private @Nullable Program program;

    DiskView(Disk disk, @Nullable Program program) {
        this.life = disk.life;
        this.number = disk.views++;
        this.disk = disk;
        this.program = program;
    }

    Disk disk() {
        Disk there = disk;
        if (there == null) {
            throw new Killed();
        }
        return there;
    }

    Program program() {
        Program there = program;
        if (there == null) {
            throw new Killed();
        }
        return there;
    }

    boolean isGone() {
        return disk == null || program == null;
    }

    /** Of a program that has ended. */
    void leave() {
        disk = null;
        program = null;
    }

    void step() {
        if (program != null) {
            program.server.step(program);
        }
    }

    /** Whether the program was told to die at this step. */
    boolean isKilledHere() {
        return program != null && program.server.isKilledInWrite(program);
    }

    @Override
    public FileSystemProvider provider() {
        return PROVIDER;
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(getPath("/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic", "posix", "unix");
    }

    @Override
    public Path getPath(String first, String... more) {
        return new DiskPath(this, more.length == 0 ? first : first + "/" + String.join("/", more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        PathMatcher real = java.nio.file.FileSystems.getDefault().getPathMatcher(pattern);
        return path -> real.matches(Path.of(path.toString()));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }
}
