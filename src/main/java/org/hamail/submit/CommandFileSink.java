package org.hamail.submit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.hamail.io.FileProblem;
import org.hamail.time.Deadline;
import org.hamail.time.TimeLimited;
import org.jspecify.annotations.Nullable;

/**
 * The command pipe of a monitoring core on this machine. A line goes out in one write of at most 4,096 bytes, which a pipe
 * takes whole or not at all (POSIX, {@code write}, {@code PIPE_BUF}); a core that is not there or does not read costs one
 * waiting thread, never more.
 */
public final class CommandFileSink implements Sink {
    private static final int PIPE_BUF = 4096;

    private final Path path;
    private final Duration limit;
    private final ExecutorService writer;
    private @Nullable FileChannel pipe;
    private @Nullable Object pipeKey;
    private @Nullable TimeLimited<Delivery> unfinished;

    public CommandFileSink(Path path, Duration limit) {
        this.path = path;
        this.limit = limit;
        this.writer = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "sink " + name());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public String name() {
        return "command-file" + path.toString().replace('/', '-');
    }

    @Override
    public synchronized Delivery deliver(PassiveResult result) {
        if (unfinished != null && !unfinished.isOver()) {
            return Delivery.down("no process reads " + path);
        }
        byte[] line = line(result);
        TimeLimited<Delivery> writing = TimeLimited.begin(writer, () -> {
            write(line);
            return Delivery.delivered();
        });
        unfinished = writing;
        return awaited(writing);
    }

    private Delivery awaited(TimeLimited<Delivery> writing) {
        try {
            return writing.await(Deadline.after(limit));
        } catch (TimeoutException e) {
            return Delivery.down("no process reads " + path);
        } catch (ExecutionException e) {
            return Delivery.down(
                    e.getCause() instanceof IOException trouble ? FileProblem.sentence(trouble) : e.toString());
        } catch (InterruptedException e) {
            return Delivery.down("interrupted");
        }
    }

    @Override
    public Optional<String> complaint(ServiceName about) {
        return Optional.empty();
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public boolean acknowledges() {
        return false;
    }

    private static byte[] line(PassiveResult result) {
        String head = "[" + result.end().getEpochSecond() + "] PROCESS_SERVICE_CHECK_RESULT;"
                + result.about().host() + ";" + result.about().service() + ";"
                + result.status().exitCode() + ";";
        int room = PIPE_BUF - 1 - head.getBytes(StandardCharsets.UTF_8).length;
        return (head + ResultLine.escaped(result, room) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Only the writer's thread comes here. */
    private void write(byte[] line) throws IOException {
        FileChannel open = currentPipe();
        try {
            if (open.write(ByteBuffer.wrap(line)) != line.length) {
                throw new IOException(path + " took only part of a line");
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private FileChannel currentPipe() throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        if (!now.isOther()) {
            throw new IOException(path + " is not a pipe");
        }
        if (pipe == null || !Objects.equals(pipeKey, now.fileKey())) {
            close();
            pipe = openPipe();
            pipeKey = now.fileKey();
        }
        return pipe;
    }

    /**
     * Opens the pipe for writing without waiting for a reader: while we hold both ends ourselves, the open returns at
     * once, and when there is no other reader, the first write says so (EPIPE).
     */
    private FileChannel openPipe() throws IOException {
        try (FileChannel both = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (!both.isOpen()) {
                throw new IOException(path + " cannot be opened");
            }
            return FileChannel.open(path, StandardOpenOption.WRITE);
        }
    }

    private void close() throws IOException {
        FileChannel old = pipe;
        pipe = null;
        pipeKey = null;
        if (old != null) {
            old.close();
        }
    }
}
