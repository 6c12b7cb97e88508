package org.hamail.site;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where lines for the system's log go: to logger(1), a process for each. A line that cannot be written is left out, and nobody waits for
 * one.
 */
@FunctionalInterface
public interface LogLines {
    /** The line with the name that it is found by, at a priority of logger(1). */
    void write(String priority, String line);

    /** By {@code logger}, which goes on when this process has ended. */
    static LogLines ofLogger() {
        return new ByLogger("logger");
    }

    /** Starts a process for each line. */
    class ByLogger implements LogLines {
        private static final String TAG = "hamail";

        /** So many may be waiting for a system's log that hangs. */
        private static final int MOST_WAITING = 8;

        private static final File NOTHING = new File("/dev/null");

        private final String program;
        private final List<Process> writing = new ArrayList<>();

        ByLogger(String program) {
            this.program = program;
        }

        @Override
        public synchronized void write(String priority, String line) {
            var unused = begun(priority, line);
        }

        /** The process that writes it; empty where there is none to be had. */
        synchronized Optional<Process> begun(String priority, String line) {
            writing.removeIf(process -> !process.isAlive());
            if (writing.size() >= MOST_WAITING) {
                return Optional.empty();
            }
            try {
                Process process = new ProcessBuilder(program, "-t", TAG, "-p", priority, "--", line)
                        .redirectInput(NOTHING)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                writing.add(process);
                return Optional.of(process);
            } catch (IOException e) {
                return Optional.empty(); // no logger(1) here: the journal has it all the same
            }
        }
    }
}
