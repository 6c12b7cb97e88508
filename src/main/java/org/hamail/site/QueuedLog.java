package org.hamail.site;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lines for the system's log of a process that stays: one thread writes one after the other, in order, so that whoever answers need not
 * start a process. What a log that hangs does not take is left out.
 */
public final class QueuedLog implements LogLines, AutoCloseable {
    private static final int MOST = 100;
    private static final long LINE_LIMIT_MILLIS = TimeUnit.SECONDS.toMillis(2);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final LogLines.ByLogger logger;
    private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MOST);
    private final Thread thread = new Thread(this::writeAll, "system log");
    private volatile boolean closed;

    private record Line(String priority, String text) {}

    public QueuedLog() {
        this(new LogLines.ByLogger("logger"));
    }

    QueuedLog(LogLines.ByLogger logger) {
        this.logger = logger;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void write(String priority, String line) {
        if (closed) {
            logger.write(priority, line);
        } else {
            boolean unused = waiting.offer(new Line(priority, line));
        }
    }

    private void writeAll() {
        try {
            while (true) {
                writeOne(waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeOne(Line line) throws InterruptedException {
        try {
            Optional<Process> process = logger.begun(line.priority(), line.text());
            if (process.isPresent()) {
                boolean unused = process.get().waitFor(LINE_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (OutOfMemoryError e) {
            return; // no thread to be had: this line is left out, and the next one is tried
        }
    }

    /** What waits is written as far as that is quick; the rest is begun, and goes on by itself. */
    @Override
    public void close() {
        closed = true;
        awaitEmpty();
        thread.interrupt();
        for (Line left = waiting.poll(); left != null; left = waiting.poll()) {
            logger.write(left.priority(), left.text());
        }
    }

    private void awaitEmpty() {
        try {
            long end = System.nanoTime() + CLOSE_LIMIT.toNanos();
            while (!waiting.isEmpty() && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
