package org.hamail.simulator;

import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.Action;
import org.jspecify.annotations.Nullable;

/** An action that was begun. */
final class Deed {
    final Program program;
    final Action action;
    final boolean manual;
    final long begin;
    boolean tried;
    /** When the storm ledger says that it was; -1 where it says nothing. */
    long noted = -1;

    long clusterEnd;
    long end = -1;
    ActionResult.@Nullable End result;

    Deed(Program program, Action action, boolean manual) {
        this.program = program;
        this.action = action;
        this.manual = manual;
        this.begin = program.clockwork.now;
    }

    ActionResult ended(ActionResult how) {
        end = program.clockwork.now;
        result = how.end();
        program.server.world.tell(program.server, action.word() + ": " + how.end() + ", " + how.detail());
        return how;
    }

    boolean isGoingOn() {
        return (end < 0 && !program.over && !program.doomed) || (tried && clusterEnd > program.clockwork.now);
    }
}
