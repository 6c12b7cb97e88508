package org.hamail.simulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** The name of a file as one program sees it. */
final class DiskPath implements Path {
    final DiskView view;
    final String name;

    DiskPath(DiskView view, String name) {
        this.view = view;
        this.name = name;
    }

    @Override
    public FileSystem getFileSystem() {
        return view;
    }

    @Override
    public boolean isAbsolute() {
        return true;
    }

    @Override
    public @Nullable Path getRoot() {
        return new DiskPath(view, "/");
    }

    @Override
    public Path getFileName() {
        return new DiskPath(view, name.substring(name.lastIndexOf('/') + 1));
    }

    @Override
    public @Nullable Path getParent() {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? null : new DiskPath(view, name.substring(0, slash));
    }

    @Override
    public int getNameCount() {
        return (int) name.chars().filter(each -> each == '/').count();
    }

    @Override
    public Path getName(int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path subpath(int from, int to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean startsWith(Path other) {
        return name.startsWith(other.toString());
    }

    @Override
    public boolean endsWith(Path other) {
        return name.endsWith(other.toString());
    }

    @Override
    public Path normalize() {
        return this;
    }

    @Override
    public Path resolve(Path other) {
        return new DiskPath(view, name + "/" + other);
    }

    @Override
    public Path resolve(String other) {
        return new DiskPath(view, name + "/" + other);
    }

    @Override
    public Path resolveSibling(String other) {
        return new DiskPath(view, name.substring(0, name.lastIndexOf('/') + 1) + other);
    }

    @Override
    public Path relativize(Path other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI toUri() {
        return URI.create("simulated:/" + view.life + name);
    }

    @Override
    public Path toAbsolutePath() {
        return this;
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return this;
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
        return name.compareTo(other.toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DiskPath path && path.view == view && path.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + view.number;
    }

    @Override
    public String toString() {
        return name;
    }
}
