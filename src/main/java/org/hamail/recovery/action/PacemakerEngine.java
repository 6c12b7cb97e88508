package org.hamail.recovery.action;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hamail.recovery.cluster.ClusterView;
import org.hamail.time.Deadline;
import org.hamail.time.Ticker;

/**
 * An existing Pacemaker cluster, in which one group is the logical host. Everything goes through the cluster's own tools, on
 * a node of it: a restart behind its back would count as a failure there, and a stop that fails means fencing.
 *
 * <p>The names of the configured nodes are those that the cluster knows. See crm_mon(8), crm_resource(8), cibadmin(8),
 * crm_simulate(8).
 */
public final class PacemakerEngine implements Engine {
    private final List<Reach> nodes;
    private final String resource;
    private final Duration limit;
    private final InstantSource clock;
    private final Ticker ticker;
    private final CrmShell shell;
    private final CrmWait wait;
    private final Switchover switchover;

    /** {@code resource} is moved and restarted as a whole; {@code limit} holds for each restart, move, stop and start. */
    public PacemakerEngine(
            List<? extends Reach> nodes,
            String resource,
            Duration limit,
            InstantSource clock,
            Ticker ticker,
            Pause pause) {
        this.nodes = List.copyOf(nodes);
        this.resource = resource;
        this.limit = limit;
        this.clock = clock;
        this.ticker = ticker;
        this.shell = new CrmShell(this.nodes, resource);
        this.wait = new CrmWait(shell, pause);
        this.switchover = new Switchover(shell, resource, limit, clock, ticker, pause);
    }

    @Override
    public String name() {
        return "pacemaker engine";
    }

    @Override
    public ClusterView status() throws EngineSilent {
        return look().view();
    }

    /** The cluster at one moment, and the node that told it. */
    private record Look(CrmShell.Voice voice, CrmConstraints constraints, ClusterView view) {
        Reach node() {
            return voice.node();
        }
    }

    private Look look() throws EngineSilent {
        CrmShell.Voice voice = shell.listen();
        CrmStatus status = voice.status();
        CrmPlacement placement = status.placement();
        Instant now = clock.instant();
        boolean idle = shell.isIdle(voice);
        CrmConstraints constraints = CrmConstraints.read(
                shell.run(voice.node(), CrmShell.CONSTRAINTS).expected(), resource, placement.ids(), now);
        if (placement.isBlocked()) {
            throw new EngineSilent("the cluster has given up on " + resource + ": " + placement.whereabouts());
        }
        boolean moving = !idle || placement.isInTransition() || constraints.isMoving(now);
        Optional<String> active = active(status, moving);
        ClusterView.State state = state(status, moving, active);
        List<String> eligible = nodes.stream()
                .map(Reach::name)
                .filter(name -> !active.equals(Optional.of(name)))
                .filter(name -> status.nodes().contains(name) && !status.unfit().containsKey(name))
                .toList();
        return new Look(
                voice, constraints, new ClusterView(active, state, eligible, status.quorum(), constraints.foreign()));
    }

    private Optional<String> active(CrmStatus status, boolean moving) throws EngineSilent {
        Set<String> places = status.placement().places();
        if (places.size() != 1) {
            if (places.isEmpty() || moving) {
                return Optional.empty();
            }
            throw new EngineSilent(
                    resource + " is spread: " + status.placement().whereabouts());
        }
        String node = places.iterator().next();
        if (nodes.stream().noneMatch(one -> one.name().equals(node))) {
            throw new EngineSilent("the cluster has " + resource + " on a node that is not configured here: " + node);
        } else if (status.unclean().contains(node)) { // a dead node's resources are shown as started until it is fenced
            throw new EngineSilent(
                    node + ", which holds " + resource + ", is unclean: the cluster cannot tell what it does");
        }
        return Optional.of(node);
    }

    private static ClusterView.State state(CrmStatus status, boolean moving, Optional<String> active) {
        if (status.hold().isPresent() || !status.placement().isManaged()) {
            return ClusterView.State.MAINTENANCE;
        } else if (moving) {
            return ClusterView.State.MOVING;
        }
        return active.isPresent() ? ClusterView.State.RUNNING : ClusterView.State.STOPPED;
    }

    @Override
    public ActionResult move(String from, String to) {
        try {
            Look look = look();
            Optional<String> objection = objection(look.view(), from);
            Optional<String> foreign = look.view().foreignConstraint();
            if (objection.isPresent()) {
                return ActionResult.failed("nothing was tried: " + objection.get());
            } else if (foreign.isPresent()) {
                return ActionResult.failed(
                        "nothing was tried: somebody has moved it, with the constraint " + foreign.get());
            } else if (!look.view().eligible().contains(to)) {
                String reason = look.voice().status().unfit().getOrDefault(to, "is not a node of the cluster");
                return ActionResult.failed("nothing was tried: " + to + " " + reason);
            } else if (!look.voice().status().unclean().isEmpty()) {
                return ActionResult.failed("nothing was tried: the cluster waits for the end of "
                        + String.join(", ", look.voice().status().unclean()));
            } else if (look.constraints().ours().isPresent() && !switchover.removed()) {
                return ActionResult.failed("nothing was tried: what an earlier move left behind cannot be removed");
            }
            return switchover.move(look.node(), from, to);
        } catch (EngineSilent e) {
            return ActionResult.failed("nothing was tried: " + e.getMessage());
        }
    }

    /** The whole group, whatever the daemon: the cluster knows no daemons. */
    @Override
    public ActionResult restart(String daemon) {
        Look look;
        try {
            look = look();
        } catch (EngineSilent e) {
            return ActionResult.failed("nothing was tried: " + e.getMessage());
        }
        String holder = look.view().active().orElse("no node");
        Optional<String> objection = objection(look.view(), holder);
        if (objection.isPresent()) {
            return ActionResult.failed("nothing was tried: " + objection.get());
        }
        // its own time limit ends before ours: killed in between, it would leave the group stopped
        List<String> words =
                List.of("crm_resource", "--restart", "--resource", resource, "--timeout=" + limit.toSeconds() + "s");
        try {
            CrmShell.Answer answer =
                    shell.run(look.node(), words, "", limit.multipliedBy(2).plus(CrmShell.TOOL_LIMIT));
            CrmWait.End end = wait.until(CrmPlacement::isStarted, Deadline.after(limit, ticker));
            String detail = "crm_resource exited with " + answer.code() + "; in the end "
                    + end.placement().whereabouts();
            boolean ended = answer.isComplete() || answer.code() == CrmShell.TIMED_OUT;
            if (!end.idle() || !ended) {
                return new ActionResult(ActionResult.End.INDETERMINATE, detail);
            }
            boolean done = answer.code() == 0 && end.placement().isStarted();
            return new ActionResult(done ? ActionResult.End.DONE : ActionResult.End.FAILED, detail);
        } catch (EngineSilent e) {
            return new ActionResult(ActionResult.End.INDETERMINATE, String.valueOf(e.getMessage()));
        }
    }

    /** Why the cluster may not be told to do anything with the resource, which {@code from} is supposed to hold. */
    private static Optional<String> objection(ClusterView view, String from) {
        if (!view.quorum()) {
            return Optional.of("this part of the cluster has no quorum");
        } else if (view.state() != ClusterView.State.RUNNING) {
            return Optional.of("it is not running but " + view.state());
        } else if (!view.active().equals(Optional.of(from))) {
            return Optional.of("it is on " + view.active().orElse("no node") + ", not on " + from);
        }
        return Optional.empty();
    }

    @Override
    public ActionResult stop() {
        return steer(
                List.of(
                        "crm_resource",
                        "--resource",
                        resource,
                        "--meta",
                        "--set-parameter",
                        "target-role",
                        "--parameter-value",
                        "Stopped"),
                CrmPlacement::isStopped);
    }

    @Override
    public ActionResult start() {
        return steer(
                List.of("crm_resource", "--resource", resource, "--meta", "--delete-parameter", "target-role"),
                CrmPlacement::isStarted);
    }

    private ActionResult steer(List<String> words, Predicate<CrmPlacement> goal) {
        try {
            CrmShell.Answer answer = shell.run(shell.listen().node(), words);
            if (answer.code() != 0) {
                ActionResult.End end = answer.isComplete() ? ActionResult.End.FAILED : ActionResult.End.INDETERMINATE;
                return new ActionResult(end, "crm_resource exited with " + answer.code());
            }
            CrmWait.End end = wait.until(goal, Deadline.after(limit, ticker));
            return new ActionResult(
                    end.idle() && goal.test(end.placement()) ? ActionResult.End.DONE : ActionResult.End.INDETERMINATE,
                    end.placement().whereabouts());
        } catch (EngineSilent e) {
            return new ActionResult(ActionResult.End.INDETERMINATE, String.valueOf(e.getMessage()));
        }
    }
}
