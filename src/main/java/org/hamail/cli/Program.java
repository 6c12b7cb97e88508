package org.hamail.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hamail.plugin.PluginOutput;
import org.hamail.plugin.Status;
import org.hamail.probe.CheckRunner;

/** A program as a function from its words to its exit code; it prints only to the console that it is given. */
@FunctionalInterface
public interface Program {
    int run(List<String> words, Console console);

    /**
     * Runs the program as this process and ends it.
     *
     * <p>Under a launcher the exit code is moved by {@link #LAUNCHED}, so that the launcher can tell our codes from those
     * of a JVM that failed by itself (1 would read as WARNING). What could not be printed changes no exit code.
     */
    static void main(Program program, String[] words) {
        Locale.setDefault(Locale.ROOT);
        Console console = Console.ofProcess();
        int code = guarded(program, words, console);
        console.out().flush();
        console.err().flush();
        // not exit: from JDK 21 on that looks for loggers first, and nothing here waits for the end of the JVM
        Runtime.getRuntime().halt(Boolean.getBoolean("hamail.launched") ? LAUNCHED + code : code);
    }

    private static int guarded(Program program, String[] words, Console console) {
        try {
            return program.run(List.of(words), console);
        } catch (Throwable e) { // by itself java would exit 1
            console.out().println(PluginOutput.line(CheckRunner.internal("hamail", e)));
            return Status.UNKNOWN.exitCode();
        }
    }

    /** What a launcher takes off again. */
    int LAUNCHED = 100;

    /**
     * All that a program sees of the world outside its arguments. Text is UTF-8 whatever the locale says.
     *
     * @param terminal whether somebody reads {@code out} on a terminal
     */
    record Console(PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {
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
}
