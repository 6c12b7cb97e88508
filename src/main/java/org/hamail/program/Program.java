package org.hamail.program;

import java.util.List;

/** A program as a function from its words to its exit code; it prints only to the console that it is given. */
@FunctionalInterface
public interface Program {
    int run(List<String> words, Console console);

    /**
     * Runs the program as this process and ends it.
     *
     * <p>Under a launcher the exit code is moved by {@link #LAUNCHED}, so that the launcher can tell our codes from those
     * of a JVM that failed by itself (1 would read as WARNING).
     */
    static void main(Program program, String[] words) {
        Console console = Console.ofProcess();
        int code = program.run(List.of(words), console);
        console.out().flush();
        console.err().flush();
        System.exit(Boolean.getBoolean("hamail.launched") ? LAUNCHED + code : code);
    }

    /** What a launcher takes off again. */
    int LAUNCHED = 100;
}
