package org.hamail.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Identity and state of a file by stat(2): as long as they are equal, no process has written to the file or put another one in its
 * place. The time of its last change is the kernel's own, which no program can set.
 */
public record FileState(Object device, Object inode, Object size, Object changed) {
    /** Empty where there is no such file, or its system does not tell. */
    public static Optional<FileState> of(Path file) {
        try {
            Map<String, Object> told = Files.readAttributes(file, "unix:dev,ino,size,ctime", LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new FileState(of("dev", told), of("ino", told), of("size", told), of("ctime", told)));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Object of(String attribute, Map<String, Object> told) {
        return Objects.requireNonNull(told.get(attribute), attribute);
    }
}
