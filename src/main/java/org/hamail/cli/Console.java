package org.hamail.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * All that a program sees of the world outside its arguments. Text is UTF-8 whatever the locale says.
 *
 * @param terminal whether somebody reads {@code out} on a terminal
 */
public record Console(PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

    /** Of what is no terminal. */
    public Console(PrintStream out, PrintStream err, Map<String, String> environment) {
        this(out, err, environment, false);
    }

    /** The console of this process. */
    public static Console ofProcess() {
        return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err), System.getenv(), isTerminal());
    }

    private static boolean isTerminal() {
        try {
            String place = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
            return place.startsWith("/dev/pts/") || place.startsWith("/dev/tty") || place.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
