package org.hamail.recovery.engine.pacemaker;

import java.util.List;
import org.hamail.recovery.engine.EngineUnavailable;

/** What an action that was not ended has left in the cluster's configuration. */
final class CrmLeftovers {
    private final CrmAccess crm;

    CrmLeftovers(CrmAccess crm) {
        this.crm = crm;
    }

    /** Ends everything that is left, and waits until the cluster is at rest. */
    void end() throws EngineUnavailable {
        CrmShell.NodeStatus asked = crm.shell().queryCluster();
        List<TemporaryChange> left = left(asked);
        if (left.isEmpty()) {
            return;
        }
        if (!ofKind(left, CrmPurpose.MOVE).isEmpty()) {
            // taken away before the stop has ended, it would bring the service back
            crm.waiting().until(where -> where.isStarted() || where.isStopped(), crm.within(crm.limit()));
        }
        remove(ofKind(left, CrmPurpose.RESTART), asked);
        if (!ofKind(left, CrmPurpose.STAY).isEmpty()) {
            crm.waiting().until(CrmPlacement::isStarted, crm.within(crm.limit())); // on the node where it was
        }
        remove(ofKind(left, CrmPurpose.STAY), asked);
        remove(ofKind(left, CrmPurpose.MOVE), asked);
        crm.waiting().lasting(CrmPlacement::isStarted, crm.within(crm.limit()));
    }

    /** Removes everything that is left at once. */
    void remove(CrmShell.NodeStatus asked) throws EngineUnavailable {
        remove(left(asked), asked);
    }

    private static List<TemporaryChange> ofKind(List<TemporaryChange> all, CrmPurpose kind) {
        return all.stream().filter(one -> one.kind() == kind).toList();
    }

    /** Ours at any time, for nobody but us is acting here; another's when it is over. */
    private List<TemporaryChange> left(CrmShell.NodeStatus asked) throws EngineUnavailable {
        return crm.changes()
                .left(
                        asked,
                        one -> one.owner().equals(crm.owner())
                                || one.isOver(crm.clock().instant()));
    }

    private void remove(List<TemporaryChange> left, CrmShell.NodeStatus asked) throws EngineUnavailable {
        for (TemporaryChange one : left) {
            if (!crm.changes().removed(one, asked)) {
                throw new EngineUnavailable("what an earlier action left cannot be removed: " + one.words());
            }
        }
    }
}
