package org.hamail.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class QueuedLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory = Path.of("/nonexistent");

    private Path logged = directory;
    private Path goOn = directory;
    private QueuedLog log = new QueuedLog();

    /** A logger that keeps "wait" until the file is there, or the folder of the test is gone. */
    @BeforeEach
    void prepare() throws Exception {
        log.close();
        logged = directory.resolve("logged");
        goOn = directory.resolve("go-on");
        Path logger = directory.resolve("logger");
        Files.writeString(logger, """
                #!/bin/sh
                while [ "$6" = wait ] && [ -e "$0" ] && ! [ -e %s ]; do sleep 0.02; done
                echo "$@" >>%s
                """.formatted(goOn, logged));
        Files.setPosixFilePermissions(logger, PosixFilePermissions.fromString("rwxr-xr-x"));
        log = new QueuedLog(new LogLines.ByLogger(logger.toString()));
    }

    @AfterEach
    void end() throws Exception {
        Files.writeString(goOn, "");
        log.close();
    }

    private List<String> read() throws IOException {
        return Files.exists(logged) ? Files.readAllLines(logged) : List.of();
    }

    @Test
    void linesStandInTheirOrder() throws Exception {
        log.write("daemon.err", "wait");
        var expected = new ArrayList<>(List.of("-t hamail -p daemon.err -- wait"));
        for (int i = 0; i < 20; i++) {
            log.write("daemon.notice", "line " + i);
            expected.add("-t hamail -p daemon.notice -- line " + i);
        }
        Files.writeString(goOn, "");
        assertEquals(expected, Eventually.get(PATIENCE, this::read, lines -> lines.size() >= 21));
    }

    @Test
    void logThatHangsHoldsNobodyUp() throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            log.write("daemon.notice", "wait");
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(PATIENCE) < 0, took::toString);
        log.close();
        Files.writeString(goOn, "");
        Eventually.get(PATIENCE, this::read, lines -> !lines.isEmpty());
    }

    @Test
    void whatWaitsAtTheEndIsWritten() throws Exception {
        for (int i = 0; i < 5; i++) {
            log.write("daemon.notice", "line " + i);
        }
        log.close();
        log.write("daemon.notice", "later");
        Eventually.get(PATIENCE, this::read, lines -> lines.size() == 6);
    }

    @Test
    void lineWithoutThreadDoesNotEndTheLog() throws Exception {
        var tried = new AtomicInteger();
        var logger = new LogLines.ByLogger("logger") {
            @Override
            synchronized Optional<Process> begun(String priority, String line) {
                if (tried.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                return Optional.empty();
            }
        };
        try (var starved = new QueuedLog(logger)) {
            starved.write("daemon.err", "one");
            starved.write("daemon.err", "two");
            assertEquals(2, Eventually.get(PATIENCE, tried::get, count -> count == 2));
        }
    }
}
