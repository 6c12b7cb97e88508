package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.hamail.agent.Agent.AgentTimes;
import org.hamail.agent.Check.Checks;
import org.hamail.config.AgentConfig;
import org.hamail.config.ConfigLoader;
import org.hamail.time.Deadline.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AgentTest {
    private static final Checks NO_CHECKS = new Checks() {
        @Override
        public Optional<Check> named(List<String> words) {
            return Optional.empty();
        }

        @Override
        public Optional<CheckRun> runFor(List<String> words) {
            return Optional.empty();
        }
    };

    @TempDir
    Path folder = Path.of("");

    @Test
    void defectInScheduleNeitherSpinsNorFillsLog() throws Exception {
        var tries = new CountDownLatch(3);
        var notes = new ConcurrentLinkedQueue<String>();
        Checks broken = new Checks() {
            @Override
            public Optional<Check> named(List<String> words) {
                return Optional.of(() -> {
                    tries.countDown();
                    throw new IllegalStateException("broken");
                });
            }

            @Override
            public Optional<CheckRun> runFor(List<String> words) {
                return Optional.empty();
            }
        };
        Path file = Files.writeString(folder.resolve("hamail.yaml"), """
                agent:
                  socket: ROOT/a.sock
                  spool: ROOT/spool
                  checks: [{host: mail1, service: IMAP, every: 1s, run: [check_mail_ha]}]
                """.replace("ROOT", folder.toString()));
        AgentConfig config = ConfigLoader.load(file).agent().orElseThrow();
        var times = new AgentTimes(Ticker.system(), Clock.systemUTC(), new Random(1));
        long start = System.nanoTime();
        try (var agent = new Agent(config, broken, new Agent.AgentSurroundings("mail1", "nobody", times, notes::add))) {
            agent.start();
            assertTrue(tries.await(100, TimeUnit.SECONDS));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(millis >= 1900, "three tries in " + millis + " ms");
        }
        assertEquals(
                1,
                notes.stream()
                        .filter("a defect of hamail: java.lang.IllegalStateException: broken"::equals)
                        .count(),
                notes::toString);
    }

    /** An interrupt closes the file that it meets in the middle of a write. */
    @Test
    void closeLetsTheReportReachTheSpool() throws Exception {
        var reporting = new CountDownLatch(1);
        var closing = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        var notes = new ConcurrentLinkedQueue<String>();
        Path file = Files.writeString(folder.resolve("hamail.yaml"), """
                agent:
                  socket: ROOT/a.sock
                  spool: ROOT/spool
                  sinks: [{kind: command-file, path: ROOT/none}]
                """.replace("ROOT", folder.toString()));
        AgentConfig config = ConfigLoader.load(file).agent().orElseThrow();
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                reporting.countDown();
                try {
                    closing.await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
                return Instant.EPOCH;
            }
        };
        var times = new AgentTimes(Ticker.system(), clock, new Random(1));
        var agent = new Agent(config, NO_CHECKS, new Agent.AgentSurroundings("mail1", "nobody", times, notes::add));
        agent.start();
        agent.refuse("makes it report at once");
        reporting.await();
        var closer = new Thread(() -> {
            try {
                agent.close();
            } catch (IOException e) {
                notes.add(e.toString());
            }
        });
        closer.start();
        while (closer.getState() == Thread.State.NEW || closer.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        closing.countDown();
        closer.join();
        assertFalse(interrupted.get());
        assertTrue(notes.stream().noneMatch(note -> note.contains("cannot be written")), notes::toString);
        try (var left = Files.walk(folder.resolve("spool"))) {
            Path spooled = left.filter(path -> path.toString().endsWith(".results"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(Files.readString(spooled).contains("hamail agent"));
        }
    }

    @Test
    void repeatedDefectIsReportedOnceAMinute() {
        var now = new AtomicLong();
        List<String> notes = new ArrayList<>();
        var defects = new Defects(notes::add, now::get);
        for (int second = 0; second < 120; second++) {
            now.set(Duration.ofSeconds(second).toNanos());
            defects.tell(new IllegalStateException("one"));
        }
        assertEquals(2, notes.size());
        defects.tell(new IllegalStateException("two"));
        assertEquals("a defect of hamail: java.lang.IllegalStateException: two", notes.get(2));
    }
}
