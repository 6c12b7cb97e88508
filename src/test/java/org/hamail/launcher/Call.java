package org.hamail.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A call of a launcher; {@link #end} gives its exit code and what it printed. */
final class Call {
    /** What came of it. */
    record End(int code, String out, String err) {}

    private static final long LIMIT_SECONDS = 120;

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final Path out;
    private final Path err;
    private Path directory = Path.of("/");
    private String input = "";

    Call(Object program, String... rest) throws IOException {
        words.add(program.toString());
        words.addAll(List.of(rest));
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HAMAIL_ARCHIVES", "off");
        out = Files.createTempFile("hamail-call", ".out");
        err = Files.createTempFile("hamail-call", ".err");
    }

    Call with(String name, Object value) {
        environment.put(name, value.toString());
        return this;
    }

    Call without(String name) {
        environment.remove(name);
        return this;
    }

    Call in(Path folder) {
        directory = folder;
        return this;
    }

    Call reading(String text) {
        input = text;
        return this;
    }

    Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it may have ended without reading
        }
        return process;
    }

    End end() throws IOException, InterruptedException {
        return end(start());
    }

    End end(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(words + " does not end");
        }
        var end = new End(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return end;
    }

    /** What it has printed so far. */
    String soFar() throws IOException {
        return Files.readString(out);
    }
}
