package org.hamail.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hamail.plugin.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandFileSinkTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Path directory;

    CommandFileSinkTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void lineGoesToReaderOfPipe() throws Exception {
        Path pipe = pipe();
        CompletableFuture<String> read = reader(pipe);
        var sink = new CommandFileSink(pipe, LIMIT);
        untilDelivered(sink, Results.of("IMAP", Status.CRITICAL, "IMAP CRITICAL [absent]: gone", "time=1s"));
        assertEquals(
                "[1795341601] PROCESS_SERVICE_CHECK_RESULT;mail1;IMAP;2;IMAP CRITICAL [absent]: gone|time=1s",
                read.join());
    }

    @Test
    void pipeWithoutReaderIsDownAtOnce() throws Exception {
        Delivery delivery = new CommandFileSink(pipe(), LIMIT).deliver(Results.of("IMAP", Status.OK, "fine"));
        assertEquals(Delivery.down("Broken pipe"), delivery);
    }

    @Test
    void readerThatCameLaterGetsNextLine() throws Exception {
        Path pipe = pipe();
        var sink = new CommandFileSink(pipe, LIMIT);
        assertEquals(
                Delivery.DeliveryKind.DOWN,
                sink.deliver(Results.of("IMAP", Status.OK, "1")).kind());
        Files.delete(pipe);
        pipe();
        CompletableFuture<String> read = reader(pipe);
        untilDelivered(sink, Results.of("IMAP", Status.OK, "2"));
        assertTrue(read.join().endsWith(";0;2"));
    }

    @Test
    void lineNeverExceedsWhatPipeTakesWhole() throws Exception {
        Path pipe = pipe();
        CompletableFuture<String> read = reader(pipe);
        untilDelivered(new CommandFileSink(pipe, LIMIT), Results.of("IMAP", Status.OK, "é".repeat(8000), "time=1s"));
        String line = read.join();
        assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 4095, line);
        assertTrue(line.endsWith("...|time=1s"), line);
    }

    @Test
    void readerThatHangsBlocksOneThread() throws Exception {
        Path pipe = pipe();
        var sink = new CommandFileSink(pipe, Duration.ofMillis(50));
        try (var lazy = Files.newByteChannel(
                pipe, java.nio.file.StandardOpenOption.READ, java.nio.file.StandardOpenOption.WRITE)) {
            Delivery delivery = Delivery.delivered();
            for (int i = 0; i < 100 && delivery.kind() == Delivery.DeliveryKind.DELIVERED; i++) {
                delivery = sink.deliver(Results.of("IMAP", Status.OK, "x".repeat(4000)));
            }
            assertEquals(Delivery.down("no process reads " + pipe), delivery);
            assertEquals(delivery, sink.deliver(Results.of("IMAP", Status.OK, "next")));
            assertTrue(lazy.isOpen());
        }
    }

    @Test
    void ordinaryFileInItsPlaceIsNotFilled() throws IOException {
        Path file = Files.createFile(directory.resolve("nagios.cmd"));
        Delivery delivery = new CommandFileSink(file, LIMIT).deliver(Results.of("IMAP", Status.OK, "fine"));
        assertEquals(Delivery.down(file + " is not a pipe"), delivery);
        assertEquals(0, Files.size(file));
    }

    private Path pipe() throws IOException, InterruptedException {
        Path pipe = directory.resolve("nagios.cmd");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        return pipe;
    }

    private static CompletableFuture<String> reader(Path pipe) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                String line = null;
                while (line == null) { // a writer that came and went before there was a reader leaves an empty stream
                    try (BufferedReader in = Files.newBufferedReader(pipe)) {
                        line = in.readLine();
                    }
                }
                return line;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private static void untilDelivered(Sink sink, PassiveResult result) {
        long end = System.nanoTime() + LIMIT.multipliedBy(3).toNanos();
        while (sink.deliver(result).kind() != Delivery.DeliveryKind.DELIVERED) {
            assertTrue(System.nanoTime() < end, "never delivered");
        }
    }
}
