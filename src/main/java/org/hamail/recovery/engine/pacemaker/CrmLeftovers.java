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
        CrmShell.Voice voice = crm.shell().listen();
        List<CrmTemporary> left = left(voice);
        if (left.isEmpty()) {
            return;
        }
        if (!ofKind(left, CrmTemporary.CrmPurpose.MOVE).isEmpty()) {
            // taken away before the stop has ended, it would bring the service back
            crm.waiting().until(where -> where.isStarted() || where.isStopped(), crm.within(crm.limit()));
        }
        remove(ofKind(left, CrmTemporary.CrmPurpose.RESTART), voice);
        if (!ofKind(left, CrmTemporary.CrmPurpose.STAY).isEmpty()) {
            crm.waiting().until(CrmPlacement::isStarted, crm.within(crm.limit())); // on the node where it was
        }
        remove(ofKind(left, CrmTemporary.CrmPurpose.STAY), voice);
        remove(ofKind(left, CrmTemporary.CrmPurpose.MOVE), voice);
        crm.waiting().lasting(CrmPlacement::isStarted, crm.within(crm.limit()));
    }

    /** Removes everything that is left at once. */
    void remove(CrmShell.Voice voice) throws EngineUnavailable {
        remove(left(voice), voice);
    }

    private static List<CrmTemporary> ofKind(List<CrmTemporary> all, CrmTemporary.CrmPurpose kind) {
        return all.stream().filter(one -> one.kind() == kind).toList();
    }

    /** Ours at any time, for nobody but us is acting here; another's when it is over. */
    private List<CrmTemporary> left(CrmShell.Voice voice) throws EngineUnavailable {
        return crm.hold()
                .left(
                        voice,
                        one -> one.maker().equals(crm.maker())
                                || one.isOver(crm.clock().instant()));
    }

    private void remove(List<CrmTemporary> left, CrmShell.Voice voice) throws EngineUnavailable {
        for (CrmTemporary one : left) {
            if (!crm.hold().removed(one, voice)) {
                throw new EngineUnavailable("what an earlier action left cannot be removed: " + one.words());
            }
        }
    }
}
