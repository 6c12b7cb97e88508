package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.hamail.agent.Agent.AgentTimes;
import org.hamail.agent.Check.Answer;
import org.hamail.config.AgentConfig;
import org.hamail.submit.PassiveResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads are a queue here, and time passes only when a test says so. */
class ScheduleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<PassiveResult> results = new ArrayList<>();
    private final List<String> started = new ArrayList<>();
    private long now = 1_000_000;
    private boolean threadsLeft = true;
    private Duration warn = Duration.ofDays(1);
    private Duration critical = Duration.ofDays(1);

    private final Schedule schedule =
            new Schedule(this::execute, new AgentTimes(() -> now, CLOCK, new Random(7)), results::add);

    @Test
    void firstStartsComeSoonLaterAreSpread() {
        schedule.replace(checks(600));
        pass(Duration.ofSeconds(7));
        assertEquals(600, Set.copyOf(started).size());
        for (int second = 0; second < 300; second++) {
            int before = started.size();
            pass(Duration.ofSeconds(1));
            assertTrue(second < 60 || started.size() - before < 30, "too many at once");
        }
    }

    @Test
    void aCheckIsRepeatedAfterItsInterval() {
        schedule.replace(checks(1));
        for (int second = 0; second < 600; second++) {
            pass(Duration.ofSeconds(1));
        }
        assertTrue(started.size() >= 9 && started.size() <= 11, () -> "" + started.size());
        assertEquals(started.size(), results.size());
    }

    @Test
    void aCheckIsNotStartedWhileItRuns() {
        schedule.replace(checks(1));
        passWithoutThreads(Duration.ofMinutes(10));
        assertEquals(1, tasks.size());
        assertEquals(1, schedule.running());
        runTasks();
        assertEquals(List.of("IMAP 0", "IMAP 0"), started, "it was due again long ago");
    }

    @Test
    void probeBeyondItsNextThresholdIsReportedAtOnce() {
        warn = Duration.ofSeconds(30);
        critical = Duration.ofSeconds(40);
        schedule.replace(checks(1));
        passWithoutThreads(Duration.ofSeconds(55));
        assertEquals(
                List.of("still waiting after 30 s", "still waiting after 40 s"),
                results.stream().map(PassiveResult::output).toList());
    }

    @Test
    void probeBeyondWarningIsReportedWhileWaiting() {
        warn = Duration.ofSeconds(30);
        schedule.replace(checks(1));
        passWithoutThreads(Duration.ofSeconds(29));
        assertEquals(List.of(), results);
        passWithoutThreads(Duration.ofMinutes(5));
        assertTrue(results.size() >= 5, results::toString);
        assertTrue(results.get(0).output().startsWith("still waiting after "), results::toString);
        runTasks();
        assertEquals("IMAP 0", results.get(results.size() - 1).output());
    }

    @Test
    void startWithoutThreadIsLateNotLost() {
        threadsLeft = false;
        schedule.replace(checks(1));
        pass(MINUTE);
        assertEquals(List.of(), started);
        threadsLeft = true;
        pass(Duration.ofSeconds(5));
        assertEquals(List.of("IMAP 0", "IMAP 0"), started, "the second is due by now as well");
        assertTrue(schedule.lag().compareTo(Duration.ofSeconds(4)) > 0, () -> "" + schedule.lag());
    }

    @Test
    void onlySoManyProbesWorkAtOnce() {
        crowd(1000);
        schedule.tick();
        assertEquals(StartLimiter.ROOM, tasks.size());
        now += StartLimiter.WORK / 2;
        schedule.tick();
        assertEquals(StartLimiter.ROOM, tasks.size());
        now += StartLimiter.WORK / 2;
        schedule.tick();
        assertEquals(2 * StartLimiter.ROOM, tasks.size());
    }

    @Test
    void whoHasFinishedTakesWhatIsDueNext() {
        crowd(1000);
        schedule.tick();
        tasks.remove().run();
        assertEquals(1000 - StartLimiter.ROOM + 1, java.util.Set.copyOf(started).size());
        runTasks();
        assertEquals(1000, java.util.Set.copyOf(started).size());
        assertEquals(0, schedule.running());
    }

    @Test
    void crowdOfDueChecksKeepsInterimResults() {
        warn = Duration.ofSeconds(1);
        crowd(StartLimiter.ROOM + 1);
        schedule.tick();
        now += warn.toNanos();
        schedule.tick();
        assertEquals(StartLimiter.ROOM, results.size());
    }

    @Test
    void reloadKeepsRunningAddsNewDropsRemoved() {
        schedule.replace(checks(2));
        passWithoutThreads(MINUTE);
        assertEquals(2, tasks.size());
        schedule.replace(checks(1, 3));
        passWithoutThreads(MINUTE);
        assertEquals(3, tasks.size(), "the one that runs is not started again");
        runTasks();
        started.clear();
        pass(Duration.ofMinutes(2));
        assertTrue(started.stream().noneMatch("IMAP 0"::equals), started::toString);
        assertEquals(2, schedule.size());
    }

    @Test
    void checkThatIsWantedNoMoreSaysNothing() {
        schedule.replace(checks(2));
        passWithoutThreads(MINUTE);
        schedule.replace(checks(0, 1));
        runTasks();
        assertTrue(results.stream().noneMatch(result -> result.output().equals("IMAP 1")), results::toString);
        assertTrue(results.stream().anyMatch(result -> result.output().equals("IMAP 0")), results::toString);
    }

    @Test
    void changedWordsWaitForRunningProbe() {
        schedule.replace(checks(1));
        passWithoutThreads(MINUTE);
        for (int i = 0; i < 3; i++) {
            var plan = new AgentConfig.ScheduledCheck("mail1", "IMAP 0", MINUTE, List.of("check", "again", "" + i));
            String name = "again " + i;
            schedule.replace(Map.of(plan, () -> new FakeRun(name)));
            passWithoutThreads(Duration.ofMinutes(2));
            assertEquals(1, tasks.size(), "one after the other");
        }
        runTasks();
        passWithoutThreads(Duration.ofSeconds(2));
        runTasks();
        assertEquals(List.of("IMAP 0", "again 2"), started);
        assertEquals(
                List.of("again 2"), results.stream().map(PassiveResult::output).toList());
    }

    @Test
    void interruptedProbeReportsNothing() throws Exception {
        schedule.replace(checks(1));
        passWithoutThreads(MINUTE);
        schedule.stop(MINUTE);
        runTasks();
        assertEquals(List.of(), results);
    }

    @Test
    @Timeout(60)
    void stopWaitsForTheResultThatIsBeingHandedOver() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var slow = new Schedule(this::execute, new AgentTimes(() -> now, CLOCK, new Random(7)), result -> {
            begun.countDown();
            try {
                mayEnd.await();
                results.add(result);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        begin(slow);
        var probe = new Thread(tasks.remove());
        probe.start();
        begun.await();
        var ended = new CountDownLatch(1);
        var stopper = new Thread(() -> {
            try {
                slow.stop(MINUTE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ended.countDown();
        });
        stopper.start();
        while (stopper.getState() == Thread.State.NEW || stopper.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        assertEquals(1, ended.getCount(), "it did not wait");
        mayEnd.countDown();
        ended.await();
        assertEquals(1, results.size());
        probe.join();
    }

    @Test
    void stopWaitsNoLongerThanItsLimit() throws Exception {
        var mayEnd = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var stuck = new Schedule(
                this::execute,
                new AgentTimes(() -> begun.getCount() == 0 ? now++ : now, CLOCK, new Random(7)),
                result -> {
                    begun.countDown();
                    try {
                        mayEnd.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        begin(stuck);
        var probe = new Thread(tasks.remove());
        probe.start();
        begun.await();
        stuck.stop(Duration.ofNanos(1));
        assertTrue(probe.isAlive());
        mayEnd.countDown();
        probe.join();
    }

    /** An agent that was stopped for long must not take the processors from everybody when it goes on. */
    @Test
    void whatWasMissedInStandstillIsStartedSpread() {
        schedule.replace(checks(600));
        pass(Duration.ofMinutes(3));
        started.clear();
        now += Duration.ofMinutes(10).toNanos();
        for (int second = 0; second < 120; second++) {
            int before = started.size();
            pass(Duration.ofSeconds(1));
            int most = second < 7 ? 130 : 40;
            assertTrue(started.size() - before < most, "too many at once in second " + second);
            assertTrue(second != 7 || java.util.Set.copyOf(started).size() == 600, "soon all the same");
        }
        assertTrue(schedule.lag().compareTo(Duration.ofMinutes(9)) > 0, "they were late: " + schedule.lag());
    }

    @Test
    void startIsPutOffOnceHoweverOftenProcessStandsStill() {
        schedule.replace(checks(600));
        pass(Duration.ofMinutes(3));
        started.clear();
        for (int second = 0; second < 100; second += 2) {
            now += Duration.ofMillis(2100).toNanos();
            pass(Duration.ofMillis(100));
        }
        assertEquals(600, java.util.Set.copyOf(started).size());
    }

    @Test
    void nextStartsOfThoseThatRanInStandstillAreSpread() {
        schedule.replace(checks(600));
        passWithoutThreads(Duration.ofMinutes(2));
        assertEquals(600, tasks.size());
        now += Duration.ofMinutes(10).toNanos();
        runTasks(); // their time limits are over
        started.clear();
        for (int second = 0; second < 7; second++) {
            int before = started.size();
            pass(Duration.ofSeconds(1));
            assertTrue(started.size() - before < 130, "too many at once in second " + second);
        }
        assertEquals(600, java.util.Set.copyOf(started).size());
    }

    private final class FakeRun implements CheckRun {
        private final String name;

        FakeRun(String name) {
            this.name = name;
        }

        @Override
        public Answer answer() {
            started.add(name);
            return new Answer(name + "\n", 0);
        }

        @Override
        public Optional<Duration> interimAfter(Duration elapsed) {
            return Stream.of(warn, critical)
                    .filter(limit -> limit.compareTo(elapsed) > 0)
                    .min(Comparator.naturalOrder());
        }

        @Override
        public Optional<Answer> interim(Duration elapsed) {
            return Optional.of(new Answer("still waiting after " + elapsed.toSeconds() + " s\n", 1));
        }
    }

    private void execute(Runnable task) {
        if (!threadsLeft) {
            throw new RejectedExecutionException("none left");
        }
        tasks.add(task);
    }

    /** So many are due at the next tick. */
    private void crowd(int count) {
        schedule.replace(checks(count));
        threadsLeft = false;
        pass(Duration.ofSeconds(30));
        threadsLeft = true;
        now += 100_000_000;
    }

    /** One is begun. */
    private void begin(Schedule other) {
        other.replace(checks(1));
        for (int i = 0; i < 20; i++) {
            now += 100_000_000;
            other.tick();
        }
        assertEquals(1, tasks.size());
    }

    private void pass(Duration time) {
        passWithoutThreads(time);
        runTasks();
    }

    private void passWithoutThreads(Duration time) {
        long end = now + time.toNanos();
        while (now < end) {
            now = Math.min(end, now + 100_000_000);
            schedule.tick();
        }
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private Map<AgentConfig.ScheduledCheck, Check> checks(int count) {
        return checks(0, count);
    }

    private Map<AgentConfig.ScheduledCheck, Check> checks(int from, int to) {
        var checks = new LinkedHashMap<AgentConfig.ScheduledCheck, Check>();
        for (int i = from; i < to; i++) {
            String name = "IMAP " + i;
            checks.put(
                    new AgentConfig.ScheduledCheck("mail1", name, MINUTE, List.of("check", name)),
                    () -> new FakeRun(name));
        }
        return checks;
    }
}
