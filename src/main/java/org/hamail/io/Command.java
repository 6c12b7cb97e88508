package org.hamail.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs one of the administrator's commands: words straight to exec(2), an empty standard input, a session of its own so that
 * all of it can be ended at the time limit, and only the beginning of its output kept.
 */
public final class Command {
    /** What is kept of the output, in bytes. */
    public static final int OUTPUT_LIMIT = 2000;

    private static final Path PROC = Path.of("/proc");

    private final List<String> words;
    private final byte[] input;
    private final Kept kept;
    private final boolean inheritsLocale;

    /** What is kept of the output: {@code bytes} of both streams together or of each, and how long after the end it may come. */
    private record Kept(int bytes, boolean together, Duration drain) {}

    public Command(List<String> words) {
        this(words, new byte[0], new Kept(OUTPUT_LIMIT, true, Duration.ofMillis(500)), true);
    }

    private Command(List<String> words, byte[] input, Kept kept, boolean inheritsLocale) {
        this.words = List.copyOf(words);
        this.input = input;
        this.kept = kept;
        this.inheritsLocale = inheritsLocale;
    }

    /** The program and its arguments. */
    List<String> words() {
        return words;
    }

    /** The same with {@code text} as its standard input. */
    public Command withInput(String text) {
        return new Command(words, text.getBytes(StandardCharsets.UTF_8), kept, inheritsLocale);
    }

    /** The same, whose standard output alone, up to {@code bytes}, is its answer: for one that a program reads. */
    public Command answering(int bytes) {
        return new Command(words, input, new Kept(bytes, false, Duration.ofSeconds(5)), inheritsLocale);
    }

    /**
     * The same without our locale: ssh(1) hands it on where its configuration says so, and a shell over there that does not
     * have it complains.
     */
    public Command withoutLocale() {
        return new Command(words, input, kept, false);
    }

    /** How a command ended. */
    public sealed interface Ending {
        /**
         * It ran to its end.
         *
         * @param output both of its streams, cut; of an answering one standard output alone
         * @param errors the standard error of an answering one, cut: a reason for people, never an answer
         */
        record Exited(int code, String output, String errors) implements Ending {}

        /**
         * It was ended at its time limit.
         *
         * @param left what could not be ended of it, and goes on
         */
        record TimedOut(String output, Optional<String> left) implements Ending {}

        /**
         * It could not be started: nothing has happened.
         *
         * @param isOurs whether this machine could start nothing now, for want of processes, descriptors or memory, which says
         *     nothing about the command
         */
        record NotStarted(String reason, boolean isOurs) implements Ending {}
    }

    /** Runs it until it ends, or {@code limit} has passed. */
    public Ending run(Duration limit) {
        // asked before, because setsid(1) would tell a missing command from a failing one only by an exit code
        if (words.isEmpty() || !ExecutableFile.exists(words.get(0))) {
            String reason = words.isEmpty() ? "there is no command" : words.get(0) + " is not an executable file";
            return new Ending.NotStarted(reason, false);
        }
        try {
            return run(start(), limit);
        } catch (IOException e) {
            return new Ending.NotStarted(String.valueOf(e.getMessage()), true);
        }
    }

    private Ending run(Process process, Duration limit) {
        KeptOutput output = kept(process.getInputStream(), kept.bytes());
        KeptOutput errors = kept(process.getErrorStream(), OUTPUT_LIMIT); // empty where the streams are one
        try {
            write(process.getOutputStream());
            return ended(process, limit, output, errors);
        } catch (IOException e) {
            return finished(process, limit, output, errors);
        } catch (InterruptedException e) {
            return interrupted(process, output);
        }
    }

    private static KeptOutput kept(InputStream stream, int limit) {
        var output = new KeptOutput(stream, limit);
        output.start();
        return output;
    }

    private Ending ended(Process process, Duration limit, KeptOutput output, KeptOutput errors)
            throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                ? exited(process, output, errors)
                : timedOut(process, output);
    }

    private static Ending interrupted(Process process, KeptOutput output) {
        Optional<String> left = end(process);
        Thread.currentThread().interrupt();
        return new Ending.TimedOut(output.text(Duration.ZERO), left);
    }

    /** The command had ended before its input could be closed; that is no failure of it. */
    private Ending finished(Process process, Duration limit, KeptOutput output, KeptOutput errors) {
        try {
            return ended(process, limit, output, errors);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return timedOut(process, output);
        }
    }

    private Ending timedOut(Process process, KeptOutput output) {
        Optional<String> left = end(process);
        return new Ending.TimedOut(output.text(kept.drain()), left);
    }

    private Ending exited(Process process, KeptOutput output, KeptOutput errors) {
        String answer = output.text(kept.drain());
        return new Ending.Exited(process.exitValue(), answer, errors.text(Duration.ofMillis(500)));
    }

    /** In a thread of its own where there is something to write: a command that reads nothing must not hold us. */
    private void write(OutputStream to) throws IOException {
        if (input.length == 0) {
            to.close();
            return;
        }
        var writer = new Thread(() -> writeInput(to));
        writer.setDaemon(true);
        writer.start();
    }

    private void writeInput(OutputStream to) {
        try (to) {
            to.write(input);
        } catch (IOException e) {
            return; // it ended without reading all; its exit code tells what came of that
        }
    }

    private Process start() throws IOException {
        var session = new ArrayList<String>();
        session.add("setsid");
        session.addAll(words);
        var builder = new ProcessBuilder(session).directory(Path.of("/").toFile());
        if (!inheritsLocale) {
            builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("LANG"));
        }
        return builder.redirectErrorStream(kept.together()).start();
    }

    /** What could not be ended of it. */
    private static Optional<String> end(Process process) {
        Optional<String> left = Optional.empty();
        try {
            left = new CommandSession(PROC, process.pid()).end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return left;
    }
}
