package org.hamail.recovery.engine.pacemaker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.io.CommandRunner;
import org.hamail.model.ClusterView;
import org.hamail.model.Obstacle;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.CommandPreview;
import org.hamail.recovery.engine.Engine;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.time.Deadline;
import org.hamail.time.Deadline.Ticker;
import org.hamail.time.Sleeper;

/**
 * An existing Pacemaker cluster, in which one group is the logical host. Everything goes through the cluster's own tools, on
 * a node of it: a restart behind its back would count as a failure there, and a stop that fails means fencing.
 *
 * <p>The names of the configured nodes are those that the cluster knows. See crm_mon(8), crm_resource(8), cibadmin(8),
 * crm_simulate(8).
 */
public final class PacemakerEngine implements Engine {
    private final List<CommandRunner> nodes;
    private final String resource;
    private final String owner;
    private final Duration limit;
    private final InstantSource clock;
    private final Ticker ticker;
    private final CrmShell shell;
    private final CrmWait wait;
    private final Switchover switchover;
    private final CrmRestart restart;
    private final CommandPreview preview;
    private final CrmLeftovers leftovers;

    /**
     * {@code resource} is moved and restarted as a whole; {@code owner} names this monitoring server and state directory in what
     * is put into the cluster's configuration; {@code limit} holds for each restart, move, stop and start.
     */
    public PacemakerEngine(
            List<? extends CommandRunner> nodes,
            String resource,
            String owner,
            Duration limit,
            InstantSource clock,
            Ticker ticker,
            Sleeper pause) {
        this.nodes = List.copyOf(nodes);
        this.resource = resource;
        this.owner = owner;
        this.limit = limit;
        this.clock = clock;
        this.ticker = ticker;
        this.shell = new CrmShell(this.nodes, resource);
        var hold = new TemporaryChanges(shell, clock, pause);
        this.wait = new CrmWait(shell, pause);
        var access = new CrmAccess(shell, hold, wait, owner, limit, clock, ticker);
        this.switchover = new Switchover(access);
        this.restart = new CrmRestart(access);
        this.preview = new CrmPreview(this.nodes.get(0), access);
        this.leftovers = new CrmLeftovers(access);
    }

    @Override
    public String name() {
        return "pacemaker engine";
    }

    @Override
    public ClusterView status() throws EngineUnavailable {
        return look().view();
    }

    /** The cluster at one moment, and the node that told it. */
    private record Look(CrmShell.NodeStatus asked, CrmConfiguration configuration, ClusterView view) {}

    private Look look() throws EngineUnavailable {
        CrmShell.NodeStatus asked = shell.queryCluster();
        CrmStatus status = asked.status();
        CrmPlacement placement = status.placement();
        Instant now = clock.instant();
        PendingAnswer<CrmConfiguration> configured = PendingAnswer.now(() -> shell.configuration(asked, now));
        CrmShell.Activity activity = shell.activity(asked);
        CrmConfiguration configuration = configured.answer();
        if (placement.isBlocked()) {
            throw new EngineUnavailable("the cluster has blocked " + resource + ": " + placement.locations());
        }
        Optional<TemporaryChange> temporary = configuration.inForce(now);
        boolean moving = placement.isInTransition()
                || temporary.isPresent()
                || activity == CrmShell.Activity.UNSETTLED
                || (activity == CrmShell.Activity.TRANSITION && shell.isTouched(asked, configuration));
        var view = new CrmView(nodes, resource, owner, status, temporary, moving).of(configuration);
        return new Look(asked, configuration, view);
    }

    @Override
    public ActionResult move(String from, String to) {
        try {
            Look look = look();
            Switchover.MovePlan plan = planned(look, from, to);
            return switchover.move(look.asked(), plan, from, to);
        } catch (EngineUnavailable | Switchover.MoveRefused e) {
            return ActionResult.notTried(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<String> objectionToMove(String from, String to) {
        try {
            planned(look(), from, to);
            return Optional.empty();
        } catch (EngineUnavailable | Switchover.MoveRefused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Switchover.MovePlan planned(Look look, String from, String to) throws Switchover.MoveRefused {
        refuse(objection(look.view(), from));
        refuse(look.view().obstacleToMove(Optional.of(to)).map(Obstacle::words));
        return switchover.plan(look.asked(), look.configuration(), from, to);
    }

    private static void refuse(Optional<String> objection) throws Switchover.MoveRefused {
        if (objection.isPresent()) {
            throw new Switchover.MoveRefused(objection.get());
        }
    }

    /** The whole group, whatever the daemon: the cluster knows no daemons. */
    @Override
    public ActionResult restart(String daemon) {
        try {
            Look look = look();
            return restart(look, look.view().active().orElse("no node"));
        } catch (EngineUnavailable e) {
            return ActionResult.notTried(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public ActionResult restart(String daemon, String from) {
        try {
            return restart(look(), from);
        } catch (EngineUnavailable e) {
            return ActionResult.notTried(String.valueOf(e.getMessage()));
        }
    }

    private ActionResult restart(Look look, String from) {
        Optional<String> objection = objection(look.view(), from);
        return objection.isPresent() ? ActionResult.notTried(objection.get()) : restart.restart(look.asked(), from);
    }

    @Override
    public void endWhatWasLeft() throws EngineUnavailable {
        leftovers.end();
    }

    /** Why the cluster may not be told to do anything with the resource, which {@code from} is supposed to hold. */
    private static Optional<String> objection(ClusterView view, String from) {
        Optional<String> elsewhere =
                view.active().filter(node -> !node.equals(from)).map(node -> "it is on " + node + ", not on " + from);
        return view.obstacle().map(Obstacle::words).or(() -> elsewhere);
    }

    @Override
    public CommandPreview preview() {
        return preview;
    }

    @Override
    public ActionResult stop() {
        return setTargetRole(CrmPreview.stopping(resource), CrmPlacement::isStopped);
    }

    @Override
    public ActionResult start() {
        return setTargetRole(CrmPreview.starting(resource), CrmPlacement::isStarted);
    }

    private ActionResult setTargetRole(List<String> words, Predicate<CrmPlacement> goal) {
        try {
            CrmShell.NodeStatus asked = shell.queryCluster();
            leftovers.remove(asked); // first, or crm_resource would change the target role in what goes with it
            CrmShell.CrmAnswer answer = shell.run(asked.node(), words);
            if (answer.code() != 0) {
                ActionResult.End end = answer.isComplete() ? ActionResult.End.FAILED : ActionResult.End.INDETERMINATE;
                return new ActionResult(end, "crm_resource exited with " + answer.code());
            }
            CrmWait.WaitEnd end = wait.until(goal, Deadline.after(limit, ticker));
            return new ActionResult(
                    end.idle() && goal.test(end.placement()) ? ActionResult.End.DONE : ActionResult.End.INDETERMINATE,
                    end.placement().locations());
        } catch (EngineUnavailable e) {
            return new ActionResult(ActionResult.End.INDETERMINATE, String.valueOf(e.getMessage()));
        }
    }
}
