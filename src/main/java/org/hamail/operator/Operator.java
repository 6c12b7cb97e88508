package org.hamail.operator;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hamail.io.FileLock;
import org.hamail.model.ClusterView;
import org.hamail.model.ServiceState;
import org.hamail.recovery.ConfigurationInForce;
import org.hamail.recovery.HistoryLoader;
import org.hamail.recovery.Reconciler;
import org.hamail.recovery.Reconciliation;
import org.hamail.recovery.ServiceSwitch;
import org.hamail.recovery.Site;
import org.hamail.recovery.SituationLoader;
import org.hamail.recovery.WorkerDefect;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.verify.Verifier;

/**
 * What people do to a logical host. Each act is in the journal with who did it and why. Whatever closes a gate is in force
 * before it is written down; whatever opens one only afterwards.
 */
public final class Operator {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A worker ends after its present step, which mostly takes less; who wants to wait longer says so. */
    private static final Duration OFF_PATIENCE = Duration.ofSeconds(60);

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(7);

    private final Site site;
    private final Request request;
    private final ServiceSwitch serviceSwitch;

    /**
     * Who asks, why, and whether it is only to be said what would be done.
     *
     * @param until when a pause or an off should be over; people are reminded then, nothing else
     */
    public record Request(String who, String reason, Optional<Instant> until, boolean dryRun) {}

    /** How it ended, and one sentence. */
    public record Result(End end, String sentence) {
        /** The ends of a verb. */
        public enum End {
            DONE,
            REFUSED,
            FAILED
        }

        public static Result done(String sentence) {
            return new Result(End.DONE, sentence);
        }

        static Result refused(String sentence) {
            return new Result(End.REFUSED, sentence);
        }

        public static Result failed(String sentence) {
            return new Result(End.FAILED, sentence);
        }
    }

    public Operator(Site site, Request request) {
        this.site = site;
        this.request = request;
        this.serviceSwitch = new ServiceSwitch(site.directory());
    }

    /** Observe, do not act. */
    public Result pause() throws IOException, JournalUnavailable, JournalBroken {
        return pause(false);
    }

    /** The same; {@code wait}: until what is under way has ended. */
    public Result pause(boolean wait) throws IOException, JournalUnavailable, JournalBroken {
        Optional<ServiceState> now = readable();
        if (now.isPresent() && now.get().position() == ServiceState.Switch.OFF) {
            return Result.refused("already off (includes paused)");
        }
        String paused = "paused on this monitoring server: checks go on, no action is started";
        Result switched = switchTo("pause", ServiceState.Switch.PAUSED, paused);
        if (request.dryRun()) {
            return switched;
        }
        Optional<String> underWay = underWay();
        if (underWay.isPresent() && wait) {
            FileLock.take(site.workerLock(), AS_LONG_AS_IT_TAKES)
                    .orElseThrow(() -> new IOException("paused; gave up waiting for the action in progress"))
                    .close();
            return Result.done(paused + "; the action in progress has ended, see 'hamail history'");
        }
        return Result.done(paused + underWay.map(what -> "; " + what).orElse(""));
    }

    /** What somebody who was there before is still doing; empty when nobody is. */
    private Optional<String> underWay() throws IOException, JournalUnavailable, JournalBroken {
        if (!FileLock.isHeld(site.workerLock())) {
            return Optional.empty();
        }
        List<ActionTrace> unfinished = history().unfinished();
        return Optional.of(
                unfinished.isEmpty()
                        ? "a worker still runs and ends by itself"
                        : unfinished.get(0).words() + " is still in progress");
    }

    private FaultHistory history() throws JournalUnavailable, JournalBroken {
        return new HistoryLoader(site).history();
    }

    /** End a pause. */
    public Result resume() throws IOException, JournalUnavailable, JournalBroken {
        Optional<ServiceState> now = readable();
        if (now.isEmpty()) {
            return unreadable();
        }
        return switch (now.get().position()) {
            case OFF -> Result.refused("it is off, not paused; 'hamail on' starts the service");
            case ON -> Result.refused("it is on, there is nothing to resume");
            case PAUSED -> switchTo("resume", ServiceState.Switch.ON, "on: faults are acted on again");
        };
    }

    /** Stop the service and do not act. */
    public Result off() throws IOException, JournalUnavailable, JournalBroken {
        return off(false);
    }

    /** The same; {@code wait}: for whatever is under way, as long as it takes. */
    public Result off(boolean wait) throws IOException, JournalUnavailable, JournalBroken {
        Optional<String> obstacle = site.engine().obstacleToStopping();
        if (obstacle.isPresent()) {
            return Result.refused(obstacle.get() + ": the service could not be stopped and started again by hamail;"
                    + " 'hamail pause' stops the acting only");
        }
        if (request.dryRun()) {
            return Result.done(
                    "would stop the service through the " + site.engine().name() + " and switch it off");
        }
        switchTo("off", ServiceState.Switch.OFF, ""); // before anything else: whoever acts now ends after this step
        Optional<FileLock> lock = FileLock.take(site.workerLock(), wait ? AS_LONG_AS_IT_TAKES : OFF_PATIENCE);
        if (lock.isEmpty()) {
            return Result.failed("off: nothing more is begun; the service is not stopped yet: "
                    + underWay().orElse("a worker was still running") + "; 'hamail off' again stops it");
        }
        return holding(lock.get(), () -> {
            ActionResult stopped = site.engine().stop();
            return stopped.end() == ActionResult.End.DONE
                    ? Result.done("off: the service is stopped")
                    : Result.failed("off, nothing is acted on, but the service was not stopped: " + stopped.detail());
        });
    }

    /** The service runs and is acted on. */
    public Result on() throws IOException, JournalUnavailable, JournalBroken {
        Optional<ServiceState> now = readable();
        if (now.isPresent() && now.get().position() == ServiceState.Switch.OFF) {
            return startAndSwitchOn();
        }
        return switchTo("on", ServiceState.Switch.ON, "on: faults are acted on");
    }

    private Result startAndSwitchOn() throws IOException, JournalUnavailable, JournalBroken {
        if (request.dryRun()) {
            return Result.done("would switch it on, and start the service through the "
                    + site.engine().name() + " unless it is served");
        }
        return alone(() -> {
            if (isServed()) {
                return switchTo("on", ServiceState.Switch.ON, "on: the service is served already, faults are acted on");
            }
            ActionResult started = site.engine().start();
            return started.end() == ActionResult.End.DONE
                    ? switchTo("on", ServiceState.Switch.ON, "on: the service is started, faults are acted on")
                    : Result.failed("still off, the service was not started: " + started.detail());
        });
    }

    private boolean isServed() {
        try {
            ClusterView view = site.engine().status();
            return view.state() == ClusterView.State.RUNNING
                    && view.active().isPresent()
                    && site.verifier().round(view.active().get()).ok();
        } catch (EngineUnavailable e) {
            return false;
        }
    }

    /** End the hard stop after an action that could not be verified. */
    public Result ack() throws JournalUnavailable, JournalBroken {
        FaultHistory history = history();
        List<String> failed = new ArrayList<>();
        history.actions().stream()
                .filter(trace -> trace.bad() && !trace.acknowledged())
                .map(ActionTrace::words)
                .forEach(failed::add);
        if (WorkerDefect.last(history.entries()).isPresent()) {
            failed.add("the worker that ended by a defect");
        }
        if (failed.isEmpty()) {
            return Result.refused("there is nothing to acknowledge: no action has failed");
        }
        String what = String.join(", ", failed);
        if (request.dryRun()) {
            return Result.done("would acknowledge " + what + ", and judge again what stands");
        }
        record("ack");
        return Result.done("acknowledged " + what + ": faults from now on are acted on again");
    }

    /** The downtime, or the host's outage, that held a fault is over, and no notification has said so. */
    public Result downtimeOver() throws JournalUnavailable, JournalBroken {
        boolean holds = new Reconciler(site)
                .look().held().stream()
                        .flatMap(fault -> fault.closed().stream())
                        .anyMatch(gate ->
                                gate.gate().equals("downtime") || gate.gate().equals("host"));
        if (!holds) {
            return Result.done("no fault is held by a downtime or an outage of the host");
        }
        if (request.dryRun()) {
            return Result.done("would count the downtime and the outage of the host as over");
        }
        record("reconcile");
        return Result.done("the downtime and the outage of the host count as over");
    }

    /** Restart {@code daemon}, a role or {@code all}, whatever the policy thinks. */
    public Result restart(String daemon) throws IOException, JournalUnavailable, JournalBroken {
        return act(
                "restart", view -> new Intent(newId(), Action.RESTART, daemon, view.active(), Optional.empty(), false));
    }

    /** Move the service to {@code to}, or to the first node that is eligible. */
    public Result move(Optional<String> to) throws IOException, JournalUnavailable, JournalBroken {
        return act("switch", new ManualAction.Plan() {
            @Override
            public Intent intent(ClusterView view) {
                Optional<String> target = to.or(() -> view.eligible().stream().findFirst());
                return new Intent(newId(), Action.FAILOVER, "all", view.active(), target, false);
            }

            @Override
            public boolean isAlso(Intent earlier) {
                return earlier.action() == Action.FAILOVER && (to.isEmpty() || to.equals(earlier.to()));
            }
        });
    }

    /** Proves that the service works on {@code node}, where it has been moved before. */
    Result verifyMoved(String node) throws IOException, JournalUnavailable, JournalBroken {
        if (request.dryRun()) {
            return Result.done("would verify the service on " + node + ", where it has been moved already");
        }
        return alone(() -> {
            if (!ManualAction.resolveOrphans(site)) {
                return Result.refused("the outcome of an earlier action is unknown, and the engine does not tell it");
            }
            Verifier.Verdict verdict = site.verifier().verify(node);
            return verdict.ok()
                    ? Result.done("the service has been moved to " + node + " already, and was verified")
                    : Result.failed("the service has been moved to " + node + " already, and does not work there: "
                            + verdict.detail());
        });
    }

    private Result act(String verb, ManualAction.Plan plan) throws IOException, JournalUnavailable, JournalBroken {
        var action = new ManualAction(site, act(verb), plan);
        return request.dryRun() ? action.rehearse() : alone(action::carryOut);
    }

    private interface Work {
        Result done() throws IOException, JournalUnavailable, JournalBroken;
    }

    /** Never beside a worker. */
    private Result alone(Work work) throws IOException, JournalUnavailable, JournalBroken {
        proved().close(); // makes the directory of the lock, and shows that what follows can be recorded
        Optional<FileLock> lock = FileLock.take(site.workerLock(), PATIENCE);
        if (lock.isEmpty()) {
            return Result.refused("a worker is acting on it now; see 'hamail status'");
        }
        return holding(lock.get(), work);
    }

    /**
     * Does {@code work} and gives the lock up. A report that came meanwhile found the lock taken and started no worker: so it
     * is looked for, and acted on.
     */
    private Result holding(FileLock held, Work work) throws IOException, JournalUnavailable, JournalBroken {
        Result result;
        try {
            result = work.done();
        } finally {
            held.close();
        }
        Reconciliation.Account account = new Reconciliation(site).carryOut(ConfigurationInForce.FOR_EVER);
        return account.due()
                ? new Result(result.end(), result.sentence() + "; then " + String.join("; ", account.lines()))
                : result;
    }

    private Result switchTo(String verb, ServiceState.Switch position, String sentence)
            throws IOException, JournalUnavailable, JournalBroken {
        if (request.dryRun()) {
            return Result.done("would be " + sentence);
        }
        ServiceState state = state(position);
        try (Journal journal = proved()) {
            if (position == ServiceState.Switch.ON) {
                journal.append(act(verb));
                serviceSwitch.write(state);
            } else {
                serviceSwitch.write(state);
                journal.append(act(verb));
            }
        }
        return Result.done(sentence);
    }

    /** What the switch says from now on. */
    ServiceState state(ServiceState.Switch position) {
        return new ServiceState(
                position,
                request.who(),
                request.reason(),
                Optional.of(inMillis(site.moments().now().time())),
                request.until().map(Operator::inMillis));
    }

    /** Writes into the journal that somebody did {@code verb}, and {@code what} of it. */
    void note(String verb, String what) throws JournalUnavailable, JournalBroken {
        String reason = request.reason().isEmpty() ? what : what + ": " + request.reason();
        try (Journal journal = proved()) {
            journal.append(new OperatorCommand(verb, request.who(), reason, Optional.empty()));
        }
    }

    private void record(String verb) throws JournalUnavailable, JournalBroken {
        try (Journal journal = proved()) {
            journal.append(act(verb));
        }
    }

    /** The journal; nothing is appended to one whose chain is broken. */
    private Journal proved() throws JournalUnavailable, JournalBroken {
        Journal journal = site.openJournalPatiently();
        try {
            new SituationLoader(site).history(journal, site.moments().now());
            return journal;
        } catch (JournalUnavailable | JournalBroken | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private OperatorCommand act(String verb) {
        return new OperatorCommand(
                verb, request.who(), request.reason(), request.until().map(Operator::inMillis));
    }

    /** As all times in the journal. */
    private static String inMillis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private Optional<ServiceState> readable() {
        return serviceSwitch.read() instanceof Reading.Known<ServiceState> known
                ? Optional.of(known.value())
                : Optional.empty();
    }

    private Result unreadable() {
        return Result.refused("the state of the service cannot be read; 'hamail pause', 'off' or 'on' set it anew");
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
