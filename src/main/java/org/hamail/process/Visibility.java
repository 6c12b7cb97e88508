package org.hamail.process;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.hamail.probe.Probe.CannotObserve;

/**
 * Whether a table shows the machine, or only what the observer may see: with {@code hidepid} (proc(5)) a daemon that runs
 * looks like one that does not, and nothing may ever be concluded from that.
 */
final class Visibility {
    private static final long INIT = 1;

    private Visibility() {}

    /**
     * Lets a table pass that shows more than the observer's own processes.
     *
     * @param ownUid the observer's user id; root sees everything, so 0 and empty never raise doubt
     */
    static void require(ProcessTable table, OptionalLong ownUid) throws CannotObserve {
        if (table.find(INIT).isEmpty()) {
            throw new CannotObserve("process 1 is not visible: hidepid, or no process table");
        }
        if (ownUid.orElse(0) != 0
                && table.entries().stream().allMatch(entry -> entry.uid().equals(ownUid))) {
            throw new CannotObserve("only the observer's own processes are visible: hidepid");
        }
        if (showsOnlyTheCheck(table)) {
            throw new CannotObserve("only the check itself is visible: a container of its own");
        }
    }

    private static boolean showsOnlyTheCheck(ProcessTable table) {
        Set<Long> lineage = lineage(table);
        return !lineage.isEmpty() && table.entries().stream().allMatch(entry -> lineage.contains(entry.pid()));
    }

    /** The reading process and its ancestors. */
    static Set<Long> lineage(ProcessTable table) {
        var pids = new HashSet<Long>();
        Optional<ProcessEntry> next =
                table.self().isPresent() ? table.find(table.self().getAsLong()) : Optional.empty();
        while (next.isPresent() && pids.add(next.get().pid())) {
            next = table.find(next.get().stat().parent());
        }
        return pids;
    }
}
