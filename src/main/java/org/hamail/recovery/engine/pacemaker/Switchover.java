package org.hamail.recovery.engine.pacemaker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.EngineUnavailable;

/**
 * A planned move: ask the scheduler what it would do, draw the resource over with a constraint of ours that loses its effect
 * by itself, wait, take the constraint away, wait again, look. {@code crm_resource --move} alone would promise nothing: it
 * exits with 0 also where the target is offline, and moves when somebody brings it back.
 */
final class Switchover {
    private static final Duration LOOK_BACK = Duration.ofSeconds(60);

    private final CrmAccess crm;

    Switchover(CrmAccess crm) {
        this.crm = crm;
    }

    /** A constraint of which the scheduler says that it brings the resource to its target, and that it stays there. */
    record MovePlan(TemporaryChange temporary, String constraint) {}

    /** Before anything was changed. */
    static final class MoveRefused extends Exception {
        private static final long serialVersionUID = 1L;

        MoveRefused(String message) {
            super(message);
        }
    }

    /** What the scheduler would do, during the move and after its end, is the only thing that knows every rule of this cluster. */
    MovePlan plan(CrmShell.NodeStatus asked, CrmConfiguration configuration, String from, String to)
            throws MoveRefused {
        TemporaryChange temporary = crm.temporary(CrmPurpose.MOVE, crm.limit().plus(LOOK_BACK));
        try {
            List<String> moved = CrmDryRun.moved(asked.status().placement(), from, to);
            PendingAnswer<CrmDryRun> after =
                    PendingAnswer.now(() -> CrmDryRun.of(crm.shell(), asked.node(), configuration.text(), moved));
            MovePlan plan = new MovePlan(temporary, temporary.preferring(to));
            CrmDryRun drawn = during(asked, configuration, plan);
            if (!drawn.placement().isStartedOn(to)) {
                plan = new MovePlan(temporary, temporary.keepingOff(from));
                if (!during(asked, configuration, plan).placement().isStartedOn(to)) {
                    throw new MoveRefused("the cluster would not put it on " + to + ": " + drawn.words());
                }
            }
            if (!after.answer().placement().isStartedOn(to)) {
                throw new MoveRefused("the cluster would not leave it on " + to + " when the move has ended: "
                        + after.answer().words() + "; a resource-stickiness above these scores would keep it there");
            }
            return plan;
        } catch (EngineUnavailable e) {
            throw new MoveRefused("the dry run failed: " + e.getMessage());
        }
    }

    private CrmDryRun during(CrmShell.NodeStatus asked, CrmConfiguration configuration, MovePlan plan)
            throws EngineUnavailable {
        return CrmDryRun.of(crm.shell(), asked.node(), configuration.with(plan.constraint()), List.of());
    }

    /** {@code from} holds it now, {@code to} may take it, nothing is in transition: the engine has looked. */
    ActionResult move(CrmShell.NodeStatus asked, MovePlan plan, String from, String to) {
        Optional<ActionResult> refused = constrain(asked, plan, from);
        if (refused.isPresent()) {
            return refused.get();
        }
        return ended(asked, plan.temporary(), awaited(to), from, to);
    }

    private String awaited(String to) {
        try {
            CrmPlacement reached = crm.waiting()
                    .until(where -> where.isStartedOn(to), crm.within(crm.limit()))
                    .placement();
            return reached.isStartedOn(to)
                    ? "it was started on " + to
                    : "it did not start on " + to + ": " + reached.locations();
        } catch (EngineUnavailable e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Puts the constraint in; what came of the whole move when it cannot go on. */
    private Optional<ActionResult> constrain(CrmShell.NodeStatus asked, MovePlan plan, String from) {
        TemporaryChange mine = plan.temporary();
        try {
            CrmShell.CrmAnswer created = crm.changes().constrain(asked.node(), plan.constraint());
            if (!created.isComplete()) {
                return Optional.of(uncertain(asked, mine, "cibadmin exited with " + created.code(), from));
            } else if (created.code() != 0) {
                return Optional.of(ActionResult.failed("the cluster refused the constraint (" + created.code() + ")"));
            }
            Optional<TemporaryChange> first = crm.changes().earlier(mine, asked);
            return first.map(
                    other -> uncertain(asked, mine, "another monitoring server was first: " + other.words(), from));
        } catch (EngineUnavailable e) {
            return Optional.of(uncertain(asked, mine, String.valueOf(e.getMessage()), from));
        }
    }

    /** After a doubtful beginning: what has changed is what the constraints say. */
    private ActionResult uncertain(CrmShell.NodeStatus asked, TemporaryChange mine, String reason, String from) {
        return ended(asked, mine, reason, from, "");
    }

    private ActionResult ended(CrmShell.NodeStatus asked, TemporaryChange mine, String news, String from, String to) {
        return crm.changes().removed(mine, asked)
                ? judged(news, from, to)
                : new ActionResult(
                        ActionResult.End.INDETERMINATE,
                        news + "; whether the constraint " + mine.words() + ", is gone cannot be told");
    }

    private ActionResult judged(String news, String from, String to) {
        try {
            CrmWait.WaitEnd end = crm.waiting()
                    .lasting(where -> where.isStartedOn(to) || where.isStartedOn(from), crm.within(LOOK_BACK));
            return judged(end, news, from, to);
        } catch (EngineUnavailable e) {
            return new ActionResult(ActionResult.End.INDETERMINATE, news + "; " + e.getMessage());
        }
    }

    private static ActionResult judged(CrmWait.WaitEnd end, String news, String from, String to) {
        String detail = news + "; finally " + end.placement().locations();
        if (!end.idle()) {
            return new ActionResult(ActionResult.End.INDETERMINATE, detail + "; the cluster is still busy");
        } else if (end.placement().isStartedOn(to)) {
            return new ActionResult(ActionResult.End.DONE, detail);
        }
        boolean back = end.placement().isStartedOn(from);
        return new ActionResult(back ? ActionResult.End.FAILED : ActionResult.End.INDETERMINATE, detail);
    }
}
