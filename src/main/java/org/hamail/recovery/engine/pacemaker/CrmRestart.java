package org.hamail.recovery.engine.pacemaker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.EngineUnavailable;

/**
 * A restart through the cluster: a target role 'Stopped' of ours that loses its effect by itself, and goes as soon as the
 * resource is stopped. {@code crm_resource --restart} does the same with a target role that has no end and looks like an
 * operator's: killed half way, which a lost ssh connection is enough for, it leaves the resource stopped for ever.
 */
final class CrmRestart {
    /** So long the resource stays stopped at most when nobody is left who starts it again. */
    private static final Duration LONGEST_STOP = Duration.ofMinutes(5);

    private final CrmAccess crm;

    CrmRestart(CrmAccess crm) {
        this.crm = crm;
    }

    /** {@code holder} runs it now, nothing is in transition and nothing is against it: the engine has looked. */
    ActionResult restart(CrmShell.NodeStatus asked, String holder) {
        Duration longest = crm.limit().compareTo(LONGEST_STOP) < 0 ? crm.limit() : LONGEST_STOP;
        TemporaryChange stop = crm.temporary(CrmPurpose.RESTART, longest);
        TemporaryChange stay = crm.temporary(CrmPurpose.STAY, longest.plus(crm.limit()));
        String trouble;
        try {
            CrmShell.CrmAnswer kept = crm.changes().constrain(asked.node(), stay.preferring(holder));
            if (kept.isComplete() && kept.code() != 0) {
                return ActionResult.failed("the cluster refused the constraint (" + kept.code() + ")");
            }
            trouble =
                    kept.code() == 0 ? stopped(asked, stop, longest).orElse("") : "cibadmin exited with " + kept.code();
        } catch (EngineUnavailable e) {
            trouble = String.valueOf(e.getMessage());
        }
        if (!crm.changes().removed(stop, asked)) {
            return unremoved(trouble, stop);
        }
        ActionResult result = judged(trouble, holder);
        return crm.changes().removed(stay, asked) ? result : unremoved(result.detail(), stay);
    }

    /** Why it was not stopped; empty when it was. */
    private Optional<String> stopped(CrmShell.NodeStatus asked, TemporaryChange stop, Duration longest)
            throws EngineUnavailable {
        CrmPlacement placement = asked.status().placement();
        List<String> members = placement.members().stream().map(CrmMember::id).toList();
        CrmShell.CrmAnswer told =
                crm.changes().change(asked.node(), stop.stopping(placement.isGroup() ? "group" : "primitive", members));
        if (told.code() != 0) {
            return Optional.of("cibadmin exited with " + told.code());
        }
        Optional<TemporaryChange> first = crm.changes().earlier(stop, asked);
        if (first.isPresent()) {
            return Optional.of(
                    "another monitoring server was first: " + first.get().words());
        }
        CrmPlacement reached = crm.waiting()
                .until(CrmPlacement::isStopped, crm.within(longest))
                .placement();
        return reached.isStopped() ? Optional.empty() : Optional.of("it did not stop: " + reached.locations());
    }

    private static ActionResult unremoved(String news, TemporaryChange left) {
        return new ActionResult(
                ActionResult.End.INDETERMINATE,
                (news.isEmpty() ? "it was stopped" : news) + "; whether " + left.words() + ", is gone cannot be told");
    }

    private ActionResult judged(String trouble, String holder) {
        try {
            CrmWait.WaitEnd end = crm.waiting().lasting(CrmPlacement::isStarted, crm.within(crm.limit()));
            return judged(end, trouble, holder);
        } catch (EngineUnavailable e) {
            return new ActionResult(ActionResult.End.INDETERMINATE, trouble + "; " + e.getMessage());
        }
    }

    private static ActionResult judged(CrmWait.WaitEnd end, String trouble, String holder) {
        String detail = (trouble.isEmpty() ? "it was stopped" : trouble) + "; finally "
                + end.placement().locations();
        if (!end.idle()) {
            return new ActionResult(ActionResult.End.INDETERMINATE, detail + "; the cluster is still busy");
        } else if (!trouble.isEmpty() || !end.placement().isStarted()) {
            return ActionResult.failed(detail);
        }
        return done(end.placement().places().iterator().next(), holder, detail);
    }

    private static ActionResult done(String node, String holder, String detail) {
        return node.equals(holder)
                ? new ActionResult(ActionResult.End.DONE, detail)
                : new ActionResult(
                        ActionResult.End.DONE, detail + "; moved by the cluster to " + node, Optional.of(node));
    }
}
