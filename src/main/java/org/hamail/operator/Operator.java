package org.hamail.operator;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hamail.model.ClusterView;
import org.hamail.recovery.HistoryLoader;
import org.hamail.recovery.Reconciler;
import org.hamail.recovery.Site;
import org.hamail.recovery.WorkerDefect;
import org.hamail.recovery.engine.PlannedCommand;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.GateDefinition;
import org.hamail.recovery.policy.HeldFault;
import org.hamail.recovery.verify.Verifier;

/**
 * What people do to a logical host. Each act is in the journal with who did it and why. Whatever closes a gate is in force
 * before it is written down; whatever opens one only afterwards.
 */
public final class Operator {
    private final Site site;
    private final Request request;
    private final OperatorRecord records;
    private final WorkerLock workerLock;
    private final OperatorSwitch serviceSwitch;

    /**
     * Who asks, why, and whether it is only to be said what would be done.
     *
     * @param until when a pause or an off should be over; people are reminded then, nothing else
     */
    public record Request(String who, String reason, Optional<Instant> until, boolean dryRun) {}

    /**
     * How it ended, and one sentence.
     *
     * @param commands that would have been run, where it was only to be said what would be done
     */
    public record Result(End end, String sentence, List<PlannedCommand> commands) {
        public Result {
            commands = List.copyOf(commands);
        }

        public Result(End end, String sentence) {
            this(end, sentence, List.of());
        }

        /** The same, which would run {@code planned}. */
        Result running(List<PlannedCommand> planned) {
            return new Result(end, sentence, planned);
        }

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
        this.records = new OperatorRecord(site, request);
        this.workerLock = new WorkerLock(site, records);
        this.serviceSwitch = new OperatorSwitch(site, request, records, workerLock);
    }

    /** Observe, do not act. */
    public Result pause() throws IOException, JournalUnavailable, JournalBroken {
        return pause(false);
    }

    /** The same; {@code wait}: until what is under way has ended. */
    public Result pause(boolean wait) throws IOException, JournalUnavailable, JournalBroken {
        return serviceSwitch.pause(wait);
    }

    /** End a pause. */
    public Result resume() throws IOException, JournalUnavailable, JournalBroken {
        return serviceSwitch.resume();
    }

    /** Stop the service and do not act. */
    public Result off() throws IOException, JournalUnavailable, JournalBroken {
        return off(false);
    }

    /** The same; {@code wait}: for whatever is under way, as long as it takes. */
    public Result off(boolean wait) throws IOException, JournalUnavailable, JournalBroken {
        return serviceSwitch.off(wait);
    }

    /** The service runs and is acted on. */
    public Result on() throws IOException, JournalUnavailable, JournalBroken {
        return serviceSwitch.on();
    }

    /** End the hard stop after an action that could not be verified. */
    public Result ack() throws JournalUnavailable, JournalBroken {
        Optional<String> what = failed();
        if (what.isEmpty()) {
            return Result.refused("there is nothing to acknowledge: no action has failed");
        }
        if (request.dryRun()) {
            return Result.done("would acknowledge " + what.get() + ", and judge again what stands");
        }
        try (Journal journal = site.openJournalPatiently()) { // what fails from now on is not acknowledged
            what = failed();
            if (what.isEmpty()) {
                return Result.refused("another has acknowledged it meanwhile");
            }
            journal.append(records.act("ack"));
        }
        return Result.done("acknowledged " + what.get() + ": faults from now on are acted on again");
    }

    /** What an acknowledgement is about now. */
    private Optional<String> failed() throws JournalUnavailable, JournalBroken {
        FaultHistory history = new HistoryLoader(site).history();
        List<String> failed = new ArrayList<>();
        history.actions().stream()
                .filter(trace -> trace.bad() && !trace.acknowledged())
                .map(ActionTrace::words)
                .forEach(failed::add);
        if (WorkerDefect.last(history.entries()).isPresent()) {
            failed.add("the worker that ended by a defect");
        }
        return failed.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", failed));
    }

    /** The downtime, or the host's outage, that held a fault is over, and no notification has said so. */
    public Result downtimeOver() throws JournalUnavailable, JournalBroken {
        List<HeldFault> held = new Reconciler(site)
                .look().held().stream().filter(Operator::isHeldByDowntime).toList();
        if (held.isEmpty()) {
            return Result.done("no fault is held by a downtime or an outage of the host");
        }
        if (site.core().isPresent()) {
            return Result.refused("the monitoring core itself is asked for downtime and outages ('core' in the"
                    + " configuration), and no word from here counts: end the downtime there, or act by hand with"
                    + " 'hamail restart' or 'hamail switch'");
        }
        if (request.dryRun()) {
            String faults = held.stream()
                    .map(fault -> fault.fault().words() + " since "
                            + fault.fault().since().time())
                    .collect(Collectors.joining(", "));
            return Result.done("would count the downtime and the outage of the host as over, and then judge again: "
                    + faults + "; what another gate still holds stays held");
        }
        records.write("reconcile");
        return Result.done("the downtime and the outage of the host count as over");
    }

    /** Whether a downtime, or an outage of the host, is among what holds it. */
    static boolean isHeldByDowntime(HeldFault fault) {
        return fault.closed().stream()
                .anyMatch(gate -> GateDefinition.DOWNTIME.is(gate) || GateDefinition.HOST.is(gate));
    }

    /** Restart {@code daemon}, a role or {@code all}, whatever the policy thinks. */
    public Result restart(String daemon) throws IOException, JournalUnavailable, JournalBroken {
        return act(
                "restart", view -> new Intent(newId(), Action.RESTART, daemon, view.active(), Optional.empty(), false));
    }

    /** Move the service to {@code to}, or to the first node that is eligible. */
    public Result move(Optional<String> to) throws IOException, JournalUnavailable, JournalBroken {
        return move(to, view -> Optional.empty());
    }

    /** Why a move is not wanted any more. */
    interface MoveObjection {
        Optional<String> to(ClusterView view) throws JournalUnavailable, JournalBroken;
    }

    /** The same, unless {@code objection} says something against it when nobody else can act any more. */
    Result move(Optional<String> to, MoveObjection objection) throws IOException, JournalUnavailable, JournalBroken {
        return act("switch", new ManualAction.ActionPlan() {
            @Override
            public Intent intent(ClusterView view) {
                Optional<String> target = to.or(view::target);
                return new Intent(newId(), Action.FAILOVER, "all", view.active(), target, false);
            }

            @Override
            public Optional<String> objection(ClusterView view) throws JournalUnavailable, JournalBroken {
                return objection.to(view);
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
        return workerLock.alone(() -> ManualAction.resolveOrphans(site)
                ? verified(node)
                : Result.refused("the outcome of an earlier action is unknown, and the engine does not tell it"));
    }

    private Result verified(String node) {
        Verifier.Verdict verdict = site.verifier().verify(node);
        String what = "the service has been moved to " + node + " already, and ";
        return verdict.ok()
                ? Result.done(what + "was verified")
                : Result.failed(what + "does not work there: " + verdict.detail());
    }

    private Result act(String verb, ManualAction.ActionPlan plan)
            throws IOException, JournalUnavailable, JournalBroken {
        var action = new ManualAction(site, records.act(verb), plan);
        return request.dryRun() ? action.dryRun() : workerLock.alone(action::carryOut);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
