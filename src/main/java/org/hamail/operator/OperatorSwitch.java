package org.hamail.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamail.io.LockHolder;
import org.hamail.model.ClusterView;
import org.hamail.model.ServiceState;
import org.hamail.operator.Operator.Request;
import org.hamail.operator.Operator.Result;
import org.hamail.recovery.HistoryLoader;
import org.hamail.recovery.ServiceSwitch;
import org.hamail.recovery.Site;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.CommandPreview;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;

/** The operator's switch: on, paused or off. */
final class OperatorSwitch {
    /** A worker ends after its present step, which mostly takes less; who wants to wait longer says so. */
    private static final Duration OFF_PATIENCE = Duration.ofSeconds(60);

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(7);

    private final Site site;
    private final Request request;
    private final OperatorRecord records;
    private final WorkerLock workerLock;

    OperatorSwitch(Site site, Request request, OperatorRecord records, WorkerLock workerLock) {
        this.site = site;
        this.request = request;
        this.records = records;
        this.workerLock = workerLock;
    }

    /** {@code wait}: until what is under way has ended. */
    Result pause(boolean wait) throws IOException, JournalUnavailable, JournalBroken {
        Optional<ServiceState> now = readable();
        if (isOff(now)) {
            return Result.refused(
                    now.isPresent()
                            ? "already off (includes paused)"
                            : "the state of the service cannot be read, and it was off last: nothing is acted on;"
                                    + " 'hamail off' or 'on' sets it anew");
        }
        String paused = "paused on this monitoring server: checks go on, no action is started";
        Result switched = records.switchTo("pause", ServiceState.Switch.PAUSED, paused, now);
        if (request.dryRun() || switched.end() != Result.End.DONE) {
            return switched;
        }
        Optional<String> underWay = underWay();
        if (underWay.isPresent() && wait) {
            WorkerLock.take(site, AS_LONG_AS_IT_TAKES)
                    .orElseThrow(() -> new IOException("paused; gave up waiting for the action in progress"))
                    .close();
            return Result.done(paused + planned("resume") + "; what was in progress has ended, see 'hamail history'");
        }
        return Result.done(
                paused + planned("resume") + underWay.map(what -> "; " + what).orElse(""));
    }

    /** Until when it should last, of which people are reminded: only {@code verb} ends it. */
    private String planned(String verb) {
        return request.until()
                .map(end -> "; planned until " + end.truncatedTo(ChronoUnit.SECONDS) + ", and ended by 'hamail " + verb
                        + "' only")
                .orElse("");
    }

    /** What somebody who was there before is still doing; empty when nobody is. */
    private Optional<String> underWay() throws IOException, JournalUnavailable, JournalBroken {
        if (!LockHolder.isHeld(site.workerLock())) {
            return Optional.empty();
        }
        List<ActionTrace> unfinished = new HistoryLoader(site).history().unfinished();
        return Optional.of(
                unfinished.isEmpty()
                        ? "a worker still runs and ends by itself"
                        : unfinished.get(0).words() + " is still in progress");
    }

    /** End a pause. */
    Result resume() throws IOException, JournalUnavailable, JournalBroken {
        Optional<ServiceState> now = readable();
        if (now.isEmpty()) {
            return unreadable();
        }
        return switch (now.get().position()) {
            case OFF -> Result.refused("it is off, not paused; 'hamail on' starts the service");
            case ON -> Result.refused("it is on, there is nothing to resume");
            case PAUSED -> records.switchTo("resume", ServiceState.Switch.ON, "on: faults are acted on again", now);
        };
    }

    /** {@code wait}: for whatever is under way, as long as it takes. */
    Result off(boolean wait) throws IOException, JournalUnavailable, JournalBroken {
        Optional<String> obstacle = site.engine().obstacleToStopping().or(this::notExecutable);
        if (obstacle.isPresent()) {
            return Result.refused(obstacle.get() + ": the service could not be stopped and started again by hamail;"
                    + " 'hamail pause' stops the acting only");
        }
        if (request.dryRun()) {
            return Result.done("would stop the service, and act on nothing")
                    .running(site.engine().preview().stop());
        }
        records.switchTo(
                "off", ServiceState.Switch.OFF, ""); // before anything else: whoever acts now ends after this step
        Optional<WorkerLock.Held> lock = WorkerLock.take(site, wait ? AS_LONG_AS_IT_TAKES : OFF_PATIENCE);
        if (lock.isEmpty()) {
            return Result.failed("off: nothing more is begun; the service is not stopped yet: "
                    + underWay().orElse("a worker was still running") + "; 'hamail off' again stops it");
        }
        return workerLock.holding(lock.get(), () -> {
            Optional<ServiceState> now = readable();
            if (now.isPresent() && now.get().position() != ServiceState.Switch.OFF) { // while this one waited
                return Result.refused(now.get().sentence() + " meanwhile; the service is not stopped");
            }
            ActionResult stopped = site.engine().stop();
            return stopped.end() == ActionResult.End.DONE
                    ? Result.done("off: the service is stopped" + planned("on"))
                    : Result.failed("off, nothing is acted on, but the service was not stopped: " + stopped.detail());
        });
    }

    /** A command of this machine that is named by its path and cannot be run. */
    private Optional<String> notExecutable() {
        CommandPreview preview = site.engine().preview();
        return Stream.of(preview.stop(), preview.start())
                .flatMap(List::stream)
                .filter(command -> command.login().isEmpty() && !command.words().isEmpty())
                .map(command -> command.words().get(0))
                .filter(program -> program.startsWith("/") && !isExecutable(Path.of(program)))
                .findFirst()
                .map(program -> program + " is not an executable file");
    }

    private static boolean isExecutable(Path program) {
        return Files.isRegularFile(program) && Files.isExecutable(program);
    }

    /** The service runs and is acted on. */
    Result on() throws IOException, JournalUnavailable, JournalBroken {
        Optional<ServiceState> now = readable();
        if (isOff(now)) {
            return startAndSwitchOn(now);
        }
        return records.switchTo("on", ServiceState.Switch.ON, "on: " + actedOn(), now);
    }

    private Result startAndSwitchOn(Optional<ServiceState> seen) throws IOException, JournalUnavailable, JournalBroken {
        if (request.dryRun()) {
            return isServed()
                    ? Result.done("would only switch it on: the service is served already")
                    : Result.done("would start the service, and switch it on")
                            .running(site.engine().preview().start());
        }
        return workerLock.alone(() -> {
            if (isServed()) {
                return records.switchTo(
                        "on", ServiceState.Switch.ON, "on: the service is served already, " + actedOn(), seen);
            }
            ActionResult started = site.engine().start();
            if (started.end() != ActionResult.End.DONE) {
                return Result.failed("still off, the service was not started: " + started.detail());
            }
            Result switched =
                    records.switchTo("on", ServiceState.Switch.ON, "on: the service is started, " + actedOn(), seen);
            return switched.end() == Result.End.DONE
                    ? switched
                    : new Result(
                            switched.end(), "the service was started, but not switched on: " + switched.sentence());
        });
    }

    /** Where the switch cannot be read, what the journal says of it counts. */
    private boolean isOff(Optional<ServiceState> now) throws JournalUnavailable, JournalBroken {
        return now.isPresent()
                ? now.get().position() == ServiceState.Switch.OFF
                : new HistoryLoader(site)
                        .history()
                        .lastSwitch()
                        .filter(last -> last.verb().equals("off"))
                        .isPresent();
    }

    /** What the configuration lets follow from a fault. */
    private String actedOn() {
        return switch (site.settings().mode()) {
            case LOG_ONLY -> "faults are recorded and not acted on (policy.mode is log-only)";
            case RESTART_ONLY, FAILOVER -> "faults are acted on";
        };
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

    private Optional<ServiceState> readable() {
        return new ServiceSwitch(site.directory()).known();
    }

    private Result unreadable() {
        return Result.refused("the state of the service cannot be read; 'hamail pause', 'off' or 'on' set it anew");
    }
}
