package org.hamail.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a script of the fixtures and gives back what it prints; anything but exit 0 is an {@link AssertionError}. */
public final class Script {
    private static final long LIMIT_SECONDS = 120;

    private Script() {}

    public static String run(Path script, Map<String, String> environment, List<String> words) {
        return run(script, environment, words, LIMIT_SECONDS);
    }

    /** The same with a time limit of its own. */
    public static String run(Path script, Map<String, String> environment, List<String> words, long limitSeconds) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(words);
        try {
            // a file and not a pipe: a server that keeps it open must not hold us up
            Path output = Files.createTempFile("hamail-script", ".out");
            try {
                int code = exitCode(command, environment, output, limitSeconds);
                String text = Files.readString(output).strip();
                if (code != 0) {
                    throw new AssertionError(
                            script.getFileName() + " " + String.join(" ", words) + " ended with " + code + ": " + text);
                }
                return text;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int exitCode(List<String> command, Map<String, String> environment, Path output, long limitSeconds)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end: " + Files.readString(output));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError(command + " was interrupted", e);
        }
    }
}
