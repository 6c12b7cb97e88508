package org.hamail.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads and writes files below the state directory, and writes only those: a symbolic or hard link there could name any file of the system,
 * and whoever owns the directory could have a more powerful user write to it.
 */
public final class StateFiles {

    /** For locks: whoever cannot open one cannot hold up those who need it. */
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The owner's group reads: who only looks needs no more, and must not depend on the umask of whoever wrote first. */
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r-----");

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-x---");

    private StateFiles() {}

    /** Opens {@code file} for writing. One that is made without {@code attributes} is for its owner, and its group reads it. */
    public static FileChannel open(Path file, Set<StandardOpenOption> how, FileAttribute<?>... attributes)
            throws IOException {
        boolean isNew = !PlainFile.isThere(file);
        var options = new HashSet<OpenOption>(how);
        options.add(LinkOption.NOFOLLOW_LINKS);
        FileChannel channel = FileChannel.open(file, options, attributes);
        if (isNew && attributes.length == 0) {
            setMode(file, FILE);
        }
        return channel;
    }

    /** Makes {@code directory}, and those above it that are missing. */
    public static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path above = directory.toAbsolutePath().getParent();
        if (above != null) {
            createDirectories(above);
        }
        createDirectory(directory);
    }

    private static void createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
            setMode(directory, DIRECTORY);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) { // else another process was faster
                throw (IOException) new FileSystemException(directory.toString(), null, "Not a directory").initCause(e);
            }
        }
    }

    /** What the umask has taken away is given back. */
    private static void setMode(Path file, Set<PosixFilePermission> mode) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            view.setPermissions(mode);
        }
    }

    /**
     * The bytes of {@code file}, which is small: a pipe in its place would be waited for, for ever, and a file of gigabytes
     * would take all memory.
     *
     * @throws IOException also when it is no regular file, or larger than {@code most} bytes
     */
    public static byte[] read(Path file, int most) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new FileSystemException(file.toString(), null, "larger than " + most + " bytes");
            }
            return bytes;
        }
    }
}
