package org.hamail.agent;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.Check.Checks;
import org.hamail.config.AgentConfig;
import org.hamail.io.FileProblem;
import org.hamail.model.Count;
import org.hamail.submit.PassiveResult;
import org.hamail.submit.ServiceName;
import org.hamail.submit.Sink;
import org.hamail.submit.Spool;
import org.hamail.time.Deadline.Ticker;

/** The resident agent: schedule, sinks and socket under one configuration, which can be replaced while it runs. */
public final class Agent implements Closeable {
    private static final Duration REPORT_EVERY = Duration.ofSeconds(60);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final AgentSurroundings around;
    private final Checks checks;
    private final SinkDispatchers dispatchers;
    private final Schedule schedule;
    private final ExecutorService threads = ProbeThreads.best();
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, Agent::daemon);
    private final RecordingRuns recordings;
    private final ControlServer controlServer;
    private final Defects defects;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread timer;
    private final Thread reporter = daemon(this::flushAndReport);
    private final AgentConfig first;
    private final ControlSocket socket;
    private Usable inForce;
    private volatile Optional<String> refusal = Optional.empty();
    private volatile boolean reportNow;
    private long canary;

    /**
     * What the agent sees of the world.
     *
     * @param host under which it reports on itself
     * @param user whom it runs as
     * @param notes where sentences for the administrator go
     */
    public record AgentSurroundings(String host, String user, AgentTimes times, Consumer<String> notes) {}

    /**
     * Takes possession of spool and socket.
     *
     * @throws IOException with one sentence a line: what of the configuration cannot be used, or who else uses it
     */
    public Agent(AgentConfig config, Checks checks, AgentSurroundings around) throws IOException {
        this.around = around;
        this.defects = new Defects(around.notes(), around.times().ticker());
        this.checks = checks;
        this.first = config;
        this.inForce = usable(config);
        Spool spool = Spool.open(config.spool(), around.notes());
        this.dispatchers = new SinkDispatchers(spool, around.times().ticker(), around.notes());
        this.schedule = new Schedule(threads, around.times(), dispatchers::accept);
        this.recordings = new RecordingRuns(checks);
        this.controlServer =
                new ControlServer(recordings, new PeerPolicy(around.user()), threads, watch, ClientLimits.USUAL);
        watch.setRemoveOnCancelPolicy(true);
        this.timer = daemon(this::keepTime);
        try {
            dispatchers.replace(inForce.sinks());
            this.socket = ControlSocket.open(config.socket());
        } catch (IOException e) {
            dispatchers.close();
            throw e;
        }
    }

    /** Begins to check, to deliver and to answer. */
    public void start() {
        schedule.replace(inForce.checks());
        timer.start();
        daemon(() -> socket.serve(controlServer::accept)).start();
        reporter.start();
        around.notes().accept(contents(inForce) + ", socket " + first.socket());
    }

    private static String contents(Usable config) {
        return Count.words(config.checks().size(), "check") + ", "
                + Count.words(config.sinks().size(), "sink");
    }

    /** Works by {@code config} from now on, or, when that cannot be used, says so and goes on as before; which of both. */
    public synchronized boolean reload(AgentConfig config) {
        try {
            if (!config.socket().equals(first.socket()) || !config.spool().equals(first.spool())) {
                throw new IOException("agent: socket and spool can only be changed by a restart");
            }
            Usable next = usable(config);
            dispatchers.replace(next.sinks());
            schedule.replace(next.checks());
            inForce = next;
            refusal = Optional.empty();
            reportNow = true;
            around.notes().accept("reloaded: " + contents(next));
            return true;
        } catch (IOException e) {
            refuse(FileProblem.sentence(e));
            return false;
        }
    }

    /** Says that a new configuration cannot be used; the old one stays in force. */
    public void refuse(String why) {
        refusal = Optional.of(why);
        reportNow = true;
        around.notes().accept("the new configuration is rejected, the old one stays in force:");
        why.lines().forEach(around.notes());
    }

    /** Stops checking; what waits is delivered now as far as that is quick, else by the next life. */
    @Override
    public void close() throws IOException {
        ended.countDown();
        socket.close();
        try {
            // before the threads: an interrupt closes a file in the middle of a write, and loses a record
            schedule.stop(LAST_WORDS);
            timer.interrupt();
            reporter.join(LAST_WORDS.toMillis());
            recordings.close(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watch.shutdownNow();
        threads.shutdownNow();
        try {
            dispatchers.drain(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dispatchers.close();
    }

    /** A configuration as it can be put to work. */
    private record Usable(List<Sink> sinks, Map<AgentConfig.ScheduledCheck, Check> checks) {}

    private Usable usable(AgentConfig config) throws IOException {
        List<Sink> sinks = new Sinks(around.host()).of(config);
        var problems = new ArrayList<String>();
        var services = new ArrayList<ServiceName>(List.of(new ServiceName(around.host(), SelfReport.SERVICE)));
        var named = new LinkedHashMap<AgentConfig.ScheduledCheck, Check>();
        for (AgentConfig.ScheduledCheck plan : config.checks()) {
            services.add(new ServiceName(plan.host(), plan.service()));
            Optional<Check> check = checks.named(plan.run());
            if (check.isEmpty()) {
                problems.add(title(plan) + "unknown check '" + plan.run().get(0) + "'");
            } else {
                named.put(plan, check.get());
            }
        }
        problems.addAll(Sinks.complaints(sinks, services));
        if (!problems.isEmpty()) {
            throw new IOException(String.join("\n", problems));
        }
        named.forEach((plan, check) ->
                check.fault().ifPresent(fault -> around.notes().accept(title(plan) + "UNKNOWN for now: " + fault)));
        return new Usable(sinks, named);
    }

    private static String title(AgentConfig.ScheduledCheck plan) {
        return "agent: check " + plan.host() + "/" + plan.service() + ": ";
    }

    private void keepTime() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                schedule.loop();
            } catch (RuntimeException | OutOfMemoryError e) { // neither may end the schedule, nor let it spin
                defects.tell(e);
                LockSupport.parkNanos(PAUSE_NANOS); // an interrupt ends it
            }
        }
    }

    /** Once a second the disk gets what was written; once a minute, and after a reload, the sinks get the report of the agent. */
    private void flushAndReport() {
        try {
            for (long second = 0; second == 0 || !ended.await(1, TimeUnit.SECONDS); second++) {
                flush(second % REPORT_EVERY.toSeconds() == 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void flush(boolean reportIsDue) {
        try {
            dispatchers.sync();
            if (reportIsDue || reportNow) {
                reportNow = false;
                report();
            }
        } catch (RuntimeException | OutOfMemoryError e) { // neither may end the thread
            defects.tell(e);
        }
    }

    private void report() {
        canary++;
        var health = new SelfReport.Health(
                schedule.size(), schedule.running(), schedule.lag(), dispatchers.states(), refusal, canary);
        Answer answer = SelfReport.of(health);
        Instant now = around.times().clock().instant();
        dispatchers.accept(PassiveResult.of(
                new ServiceName(around.host(), SelfReport.SERVICE),
                answer.exitCode(),
                answer.text(),
                now,
                now,
                REPORT_EVERY.multipliedBy(3)));
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "agent");
        thread.setDaemon(true);
        return thread;
    }

    /** Clocks and chance, from the rim. */
    public record AgentTimes(Ticker ticker, Clock clock, RandomGenerator random) {}
}
