package org.hamail.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Whether a file is a file and nothing else, by stat(2): a link could name any file of the system. */
public final class PlainFile {
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    private PlainFile() {}

    /**
     * Demands that {@code file} is missing, or a regular file without another name.
     *
     * @throws IOException when it is something else
     */
    public static void require(Path file) throws IOException {
        isThere(file);
    }

    /** The same; whether it is there. */
    static boolean isThere(Path file) throws IOException {
        try {
            require(file, attribute(file, "mode"), attribute(file, "nlink"));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void require(Path file, long mode, long names) throws FileSystemException {
        if ((mode & TYPE) != REGULAR) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        if (names > 1) {
            throw new FileSystemException(file.toString(), null, "has another name (hard link)");
        }
    }

    /** A field of stat(2), of a link itself where there is one. */
    static long attribute(Path file, String name) throws IOException {
        return ((Number) Files.getAttribute(file, "unix:" + name, LinkOption.NOFOLLOW_LINKS)).longValue();
    }
}
