package org.hamail.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hamail.plugin.Status;
import org.hamail.submit.SinkDispatcher.RetryDelay;
import org.hamail.time.Deadline.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SinkDispatcherTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final RetryDelay SHORT = new RetryDelay(Duration.ofMillis(1), Duration.ofMillis(5));

    private final Path directory;

    SinkDispatcherTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final FakeSink sink = new FakeSink(4);

    @Test
    void resultsOfOneServiceArriveInTheirOrder() throws Exception {
        try (Spool spool = spool();
                SinkDispatcher outbox = outbox(spool)) {
            outbox.start();
            for (int i = 0; i < 50; i++) {
                outbox.accept(Results.of("IMAP", i % 2 == 0 ? Status.OK : Status.CRITICAL, "" + i));
                outbox.accept(Results.of("POP3", i % 2 == 0 ? Status.OK : Status.CRITICAL, "" + i));
            }
            assertTrue(outbox.drain(LONG));
        }
        for (String service : List.of("IMAP", "POP3")) {
            List<String> numbers = sink.taken().stream()
                    .filter(line -> line.startsWith(service))
                    .map(line -> line.replaceAll(".* ", ""))
                    .toList();
            assertEquals(
                    Stream.iterate(0, i -> i + 1).limit(50).map(String::valueOf).toList(), numbers);
        }
    }

    @Test
    void resultsOfOneServiceNeverTravelTogether() throws Exception {
        sink.atOnce = 5;
        try (Spool spool = spool();
                SinkDispatcher outbox = outbox(spool)) {
            acceptTenOfTwentyServices(outbox);
            outbox.start();
            assertTrue(outbox.drain(LONG));
            assertEquals(200, outbox.state().delivered());
        }
        assertEquals(5, Collections.max(sink.sizes()), "20 services, 4 workers");
        assertTenOfTwentyServices(sink.taken());
    }

    @Test
    void oneResultSinkGetsEachResultAlone() throws Exception {
        sink.atOnce = 5;
        sink.arriving = 1;
        try (Spool spool = spool();
                SinkDispatcher outbox = outbox(spool)) {
            acceptTenOfTwentyServices(outbox);
            outbox.start();
            assertTrue(outbox.drain(LONG));
        }
        assertTrue(Collections.max(sink.sizes()) > 1, "it was tried");
        assertTenOfTwentyServices(sink.taken());
    }

    private static void acceptTenOfTwentyServices(SinkDispatcher outbox) {
        for (int i = 0; i < 200; i++) {
            Status status = i / 20 % 2 == 0 ? Status.OK : Status.CRITICAL;
            outbox.accept(Results.of("service " + i % 20, status, "" + i));
        }
    }

    /** Each service shows its results in their order; one that was delivered twice stands beside itself. */
    private static void assertTenOfTwentyServices(List<String> taken) {
        for (int service = 0; service < 20; service++) {
            String start = "service " + service + " ";
            var numbers = new ArrayList<>(taken.stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> Integer.parseInt(line.replaceAll(".* ", "")))
                    .toList());
            for (int i = numbers.size() - 1; i > 0; i--) {
                if (numbers.get(i).equals(numbers.get(i - 1))) {
                    numbers.remove(i);
                }
            }
            assertEquals(Stream.iterate(service, i -> i + 20).limit(10).toList(), numbers);
        }
    }

    @Test
    void sinkThatIsDownCostsNothingButTime() throws Exception {
        sink.answer = result -> Delivery.down("connection refused");
        try (Spool spool = spool();
                SinkDispatcher outbox = outbox(spool)) {
            outbox.start();
            outbox.accept(Results.of("IMAP", Status.CRITICAL, "bad"));
            outbox.accept(Results.of("IMAP", Status.OK, "good"));
            until(() -> outbox.state().down().isPresent());
            sink.answer = result -> Delivery.delivered();
            assertTrue(outbox.drain(LONG));
            assertEquals(Optional.empty(), outbox.state().down());
        }
        assertEquals(List.of("IMAP CRITICAL bad", "IMAP OK good"), sink.taken());
        assertEquals("fake does not work: connection refused", notes.get(0));
        assertTrue(notes.get(1).startsWith("fake works again"), notes::toString);
    }

    @Test
    void manyFailuresDelayNoLongerThanOne() throws Exception {
        var many = new FakeSink(24);
        var calls = new AtomicInteger();
        var together = new CountDownLatch(24);
        many.answer = result -> {
            if (calls.incrementAndGet() > 24) {
                return Delivery.delivered();
            }
            together.countDown();
            return awaited(together) ? Delivery.down("no") : Delivery.delivered();
        };
        var doubling = new RetryDelay(Duration.ofMillis(50), Duration.ofDays(1));
        try (Spool spool = spool();
                SinkDispatcher outbox = new SinkDispatcher(many, spool, doubling, Ticker.system(), notes::add)) {
            for (int i = 0; i < 24; i++) {
                outbox.accept(Results.of("service " + i, Status.CRITICAL, "1"));
            }
            outbox.start();
            assertTrue(outbox.drain(LONG), "24 doublings of 50 ms would be days");
        }
        assertEquals(24, many.taken().size());
    }

    @Test
    void unknownServiceDelaysNoOther() throws Exception {
        sink.answer =
                result -> result.about().service().equals("strange") ? Delivery.held("404") : Delivery.delivered();
        try (Spool spool = spool();
                SinkDispatcher outbox = outbox(spool)) {
            outbox.start();
            outbox.accept(Results.of("strange", Status.OK, "1"));
            outbox.accept(Results.of("IMAP", Status.OK, "2"));
            // what the sink has taken waits until the answer is recorded
            until(() -> outbox.state().held() == 1 && outbox.state().waiting() == 1);
            assertEquals(List.of("IMAP OK 2"), sink.taken());
            sink.answer = result -> Delivery.delivered();
            assertTrue(outbox.drain(LONG));
        }
        assertEquals(List.of("IMAP OK 2", "strange OK 1"), sink.taken());
    }

    @Test
    void undeliveredResultsAreDeliveredAfterRestart() throws Exception {
        try (Spool spool = spool();
                SinkDispatcher outbox = outbox(spool)) {
            outbox.accept(Results.of("IMAP", Status.CRITICAL, "ä|b\n", "time=1s"));
            outbox.accept(Results.of("IMAP", Status.OK, "2"));
        }
        try (Spool spool = spool();
                SinkDispatcher outbox = outbox(spool)) {
            outbox.start();
            assertTrue(outbox.drain(LONG));
        }
        assertEquals(List.of("IMAP CRITICAL ä|b\n", "IMAP OK 2"), sink.taken());
        assertEquals(List.of(), notes);
    }

    @Test
    void oldResultsAreEvictedStateChangesAreKept() throws Exception {
        try (Spool spool = spool();
                SinkDispatcher outbox = outbox(spool)) {
            for (int i = 0; i < 1000; i++) {
                outbox.accept(Results.of("IMAP", i / 100 % 2 == 0 ? Status.OK : Status.CRITICAL, "" + i));
            }
            assertEquals(10 + ServiceQueue.KEPT, outbox.state().waiting());
            outbox.start();
            assertTrue(outbox.drain(LONG));
        }
        assertEquals(
                List.of("0", "100", "200", "300", "400", "500", "600", "700", "800", "900"),
                sink.taken().stream()
                        .map(line -> line.replaceAll(".* ", ""))
                        .filter(number -> Integer.parseInt(number) % 100 == 0)
                        .toList());
        assertEquals("IMAP CRITICAL 999", sink.taken().get(sink.taken().size() - 1));
    }

    @Test
    void theSpoolFileDoesNotGrowForEver() throws Exception {
        try (Spool spool = spool();
                SinkDispatcher outbox = outbox(spool)) {
            outbox.start();
            for (int i = 0; i < 20_000; i++) {
                outbox.accept(Results.of("service " + i % 20, Status.OK, "x".repeat(150)));
            }
            assertTrue(outbox.drain(LONG));
            assertTrue(
                    Files.size(spoolFile()) < 2_000_000,
                    () -> "" + spoolFile().toFile().length());
        }
    }

    @Test
    void secondAgentOnSameSpoolIsRefused() throws Exception {
        Spool first = spool();
        IOException refusal = assertThrows(IOException.class, this::spool);
        assertEquals(
                "the spool " + directory + " belongs to another agent, process "
                        + ProcessHandle.current().pid(),
                refusal.getMessage());
        first.close();
        spool().close();
    }

    @Test
    void tornAndForeignFilesAreKeptAside() throws Exception {
        try (Spool spool = spool();
                SinkDispatcher outbox = outbox(spool)) {
            outbox.accept(Results.of("IMAP", Status.OK, "1"));
            outbox.accept(Results.of("IMAP", Status.CRITICAL, "2"));
            outbox.accept(Results.of("POP3", Status.CRITICAL, "3"));
        }
        List<String> lines = Files.readAllLines(spoolFile());
        String torn = lines.get(3).substring(0, 40);
        Files.write(
                spoolFile(),
                (lines.get(0) + "\n" + lines.get(1) + "\n\0garbage\n" + lines.get(2) + "\n" + torn)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Files.write(directory.resolve("fake/0000000099.results"), new byte[100_000], StandardOpenOption.CREATE);
        Files.writeString(directory.resolve("fake/letter.txt"), "not for us");
        Files.createSymbolicLink(directory.resolve("fake/0000000100.results"), Path.of("/proc/self/mem")); // EIO
        try (Spool spool = spool();
                SinkDispatcher outbox = outbox(spool)) {
            outbox.start();
            assertTrue(outbox.drain(LONG));
        }
        assertEquals(List.of("IMAP OK 1", "IMAP CRITICAL 2"), sink.taken());
        assertTrue(Files.exists(directory.resolve("aside/fake-0000000099.results")));
        assertTrue(Files.exists(directory.resolve("aside/fake-letter.txt")));
        assertTrue(Files.readString(directory.resolve("aside/fake-0000000001.results"))
                .endsWith(torn));
        assertEquals(4, notes.size(), notes::toString);
        assertTrue(notes.toString().contains("damaged in 2 lines, the first is line 3"), notes::toString);
    }

    @Test
    void namesOfSpoolWithoutSinkAreTold() throws Exception {
        try (Spool spool = spool()) {
            Files.createDirectory(directory.resolve("nsca-old-5667"));
            spool.warnAboutUnusedSpools(java.util.Set.of("fake"));
        }
        assertEquals(
                List.of(
                        directory.resolve("nsca-old-5667")
                                + " belongs to no sink of the configuration: left alone; remove it when nobody wants its results"),
                notes);
    }

    @Test
    void aSpoolThatIsNoDirectoryIsRefused() throws Exception {
        Files.writeString(directory.resolve("fake"), "a file where a directory should be");
        try (Spool spool = spool()) {
            assertThrows(IOException.class, () -> outbox(spool));
        }
    }

    @Test
    void sinkWithoutDiskIsServedFromMemory() throws Exception {
        sink.name = "x".repeat(300); // no file system takes that, as a full one takes no folder
        try (Spool spool = spool();
                SinkDispatcher outbox = outbox(spool)) {
            outbox.accept(Results.of("IMAP", Status.CRITICAL, "1"));
            assertTrue(outbox.state().spoolTrouble().isPresent());
            outbox.start();
            assertTrue(outbox.drain(LONG));
        }
        assertEquals(List.of("IMAP CRITICAL 1"), sink.taken());
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Spool spool() throws IOException {
        return Spool.open(directory, notes::add);
    }

    private SinkDispatcher outbox(Spool spool) throws IOException {
        return new SinkDispatcher(sink, spool, SHORT, Ticker.system(), notes::add);
    }

    private Path spoolFile() {
        try (Stream<Path> files = Files.list(directory.resolve("fake"))) {
            return files.filter(file -> file.toString().endsWith(".results"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void until(java.util.function.BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
