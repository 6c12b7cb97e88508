package org.hamail.io;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the first word of a command names. */
public final class ExecutableFile {
    private ExecutableFile() {}

    /** Whether it could be started from the root directory: a path, or a name that is looked for in {@code PATH}. */
    public static boolean exists(String command) {
        if (command.contains("/")) {
            return isProgram(Path.of("/").resolve(command));
        }
        for (String directory : String.valueOf(System.getenv("PATH")).split(":")) {
            if (!command.isEmpty() && isProgram(Path.of(directory, command))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
