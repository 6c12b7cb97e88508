package org.hamail.simulator;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What java.nio.file asks of a simulated disk. */
final class DiskProvider extends FileSystemProvider {
    private static final String LOCKS = "/proc/locks";

    @Override
    public String getScheme() {
        return "simulated";
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        DiskPath file = (DiskPath) path;
        DiskView view = file.view;
        boolean writes = options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
        if (writes) {
            view.step();
        }
        Disk disk = view.disk();
        if (file.name.equals(LOCKS)) {
            var shown = new Disk.Inode(0);
            byte[] text = disk.locks().getBytes(StandardCharsets.ISO_8859_1);
            shown.write(text, text.length, 0);
            return new DiskChannel(view, shown, false, false, false);
        }
        if (disk.directories.contains(file.name)) {
            return new DiskChannel(view, new Disk.Inode(0), false, false, true);
        }
        Disk.Inode inode = disk.files.get(file.name);
        boolean fresh = options.contains(StandardOpenOption.CREATE_NEW);
        if (inode != null && fresh) {
            throw new FileAlreadyExistsException(file.name);
        }
        if (inode == null) {
            if (!fresh && !options.contains(StandardOpenOption.CREATE)) {
                throw new NoSuchFileException(file.name);
            }
            if (disk.room(16) < 16) {
                throw new IOException(file.name + ": No space left on device");
            }
            inode = disk.create(file.name);
        } else if (writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            inode.size = 0;
            inode.synced = 0;
        }
        return new DiskChannel(view, inode, writes, options.contains(StandardOpenOption.APPEND), false);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DiskPath directory = (DiskPath) path;
        List<Path> found = new ArrayList<>();
        for (String name : directory.view.disk().namesIn(directory.name)) {
            Path each = directory.resolve(name);
            if (filter.accept(each)) {
                found.add(each);
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return found.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        DiskPath directory = (DiskPath) path;
        directory.view.step();
        if (!directory.view.disk().directories.add(directory.name)) {
            throw new FileAlreadyExistsException(directory.name);
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        DiskPath file = (DiskPath) path;
        file.view.step();
        if (file.view.disk().files.remove(file.name) == null) {
            throw new NoSuchFileException(file.name);
        }
    }

    @Override
    public boolean deleteIfExists(Path path) {
        DiskPath file = (DiskPath) path;
        file.view.step();
        return file.view.disk().files.remove(file.name) != null;
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        DiskPath from = (DiskPath) source;
        from.view.step();
        Disk disk = from.view.disk();
        Disk.Inode inode = disk.files.remove(from.name);
        if (inode == null) {
            throw new NoSuchFileException(from.name);
        }
        disk.files.put(((DiskPath) target).name, inode);
    }

    /** The monitoring server is a machine, no container: its list of locks shows all of them. */
    @Override
    public Path readSymbolicLink(Path link) {
        return ((DiskPath) link).view.getPath("pid:[4026531836]");
    }

    @Override
    public boolean isSameFile(Path path, Path other) {
        return path.equals(other);
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        attributes((DiskPath) path);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return null;
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return type.cast(attributes((DiskPath) path));
    }

    private static BasicFileAttributes attributes(DiskPath path) throws IOException {
        Disk disk = path.view.disk();
        boolean directory = disk.directories.contains(path.name);
        Disk.Inode inode = disk.files.get(path.name);
        if (!directory && inode == null) {
            throw new NoSuchFileException(path.name);
        }
        return new Attributes(
                directory,
                inode == null ? 0 : inode.size,
                inode == null ? 0 : inode.number * 1_000_000 + inode.version);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        DiskPath file = (DiskPath) path;
        boolean directory = attributes(file).isDirectory();
        Disk.Inode inode = file.view.disk().files.get(file.name);
        return Map.of(
                "mode", directory ? 0040750 : 0100600, "nlink", 1, "ino", inode == null ? 0L : inode.number, "dev", 1L);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    private record Attributes(boolean directory, int length, long version) implements BasicFileAttributes {
        @Override
        public FileTime lastModifiedTime() {
            return FileTime.fromMillis(version);
        }

        @Override
        public FileTime lastAccessTime() {
            return FileTime.fromMillis(0);
        }

        @Override
        public FileTime creationTime() {
            return FileTime.fromMillis(0);
        }

        @Override
        public boolean isRegularFile() {
            return !directory;
        }

        @Override
        public boolean isDirectory() {
            return directory;
        }

        @Override
        public boolean isSymbolicLink() {
            return false;
        }

        @Override
        public boolean isOther() {
            return false;
        }

        @Override
        public long size() {
            return length;
        }

        @Override
        public @Nullable Object fileKey() {
            return null;
        }
    }
}
