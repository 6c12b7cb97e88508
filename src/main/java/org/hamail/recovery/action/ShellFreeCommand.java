package org.hamail.recovery.action;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs one of the administrator's commands: words straight to exec(2), an empty standard input, a session of its own so that
 * all of it can be ended at the time limit, and only the beginning of its output kept.
 */
public final class ShellFreeCommand {
    /** What is kept of the output, in bytes. */
    public static final int OUTPUT_LIMIT = 2000;

    private static final Duration DRAIN = Duration.ofMillis(500);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    private final List<String> words;

    public ShellFreeCommand(List<String> words) {
        this.words = List.copyOf(words);
    }

    /** {@code template} with each {@code {name}} of {@code values} filled in; a value never becomes more than one word. */
    public static ShellFreeCommand of(List<String> template, Map<String, String> values) {
        var filled = new ArrayList<String>(template.size());
        for (String word : template) {
            String text = word;
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("{" + value.getKey() + "}", value.getValue());
            }
            filled.add(text);
        }
        return new ShellFreeCommand(filled);
    }

    /** How a command ended. */
    public sealed interface Ending {
        /** It ran to its end; {@code output} are both of its streams, cut. */
        record Exited(int code, String output) implements Ending {}

        /** It was killed at its time limit. */
        record TimedOut(String output) implements Ending {}

        /** It could not be started: nothing has happened. */
        record NotStarted(String reason) implements Ending {}
    }

    /** Runs it until it ends, or {@code limit} has passed. */
    public Ending run(Duration limit) {
        Process process;
        try {
            process = start();
        } catch (IOException e) {
            return new Ending.NotStarted(String.valueOf(e.getMessage()));
        }
        var output = new KeptOutput(process.getInputStream());
        output.start();
        try {
            process.getOutputStream().close();
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Ending.Exited(process.exitValue(), output.text(DRAIN));
            }
            killSession(process);
            return new Ending.TimedOut(output.text(DRAIN));
        } catch (IOException e) {
            return finished(process, limit, output);
        } catch (InterruptedException e) {
            killSession(process);
            Thread.currentThread().interrupt();
            return new Ending.TimedOut(output.text(Duration.ZERO));
        }
    }

    /** The command had ended before its input could be closed; that is no failure of it. */
    private static Ending finished(Process process, Duration limit, KeptOutput output) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Ending.Exited(process.exitValue(), output.text(DRAIN));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        killSession(process);
        return new Ending.TimedOut(output.text(DRAIN));
    }

    private Process start() throws IOException {
        if (words.isEmpty() || !isExecutable(words.get(0))) {
            throw new IOException(
                    words.isEmpty() ? "there is no command" : words.get(0) + " is not an executable file");
        }
        var session = new ArrayList<String>();
        session.add("setsid");
        session.addAll(words);
        return new ProcessBuilder(session)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
    }

    /** Asked before, because setsid(1) would tell a missing command from a failing one only by an exit code. */
    private static boolean isExecutable(String command) {
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

    private static void killSession(Process process) {
        List<ProcessHandle> all = process.descendants().toList();
        try {
            new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(KILL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            process.destroyForcibly(); // kill(1) is missing: what can be reached without it is ended below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Reads to the end, keeps the beginning: a command must neither block on a full pipe nor fill our memory. */
    private static final class KeptOutput extends Thread {
        private final InputStream in;
        private final byte[] kept = new byte[OUTPUT_LIMIT];
        private int length;

        KeptOutput(InputStream in) {
            super("command output");
            this.in = in;
            setDaemon(true);
        }

        @Override
        public void run() {
            byte[] buffer = new byte[4096];
            try {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    keep(buffer, count);
                }
            } catch (IOException e) {
                keep(e.toString().getBytes(StandardCharsets.UTF_8), 0);
            }
        }

        private synchronized void keep(byte[] bytes, int count) {
            int room = Math.min(count, kept.length - length);
            System.arraycopy(bytes, 0, kept, length, room);
            length += room;
        }

        /** What came so far; a daemon that the command started may keep the stream open for ever. */
        String text(Duration patience) {
            try {
                join(Math.max(1, patience.toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (this) {
                return new String(kept, 0, length, StandardCharsets.UTF_8).strip();
            }
        }
    }
}
