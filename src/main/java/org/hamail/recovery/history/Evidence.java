package org.hamail.recovery.history;

import java.util.Optional;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Series;

/**
 * A notification that can lead to an action.
 *
 * @param seq of its journal record
 * @param node that it blames, when it says so
 * @param suspension why it counts only together with a failing probe; empty while it counts by itself
 */
public record Evidence(
        long seq, Moment at, Series series, Cause cause, Optional<String> node, Optional<String> suspension) {
    /** The same, counting again from {@code now} on. */
    Evidence countingAt(Moment now) {
        return new Evidence(seq, now, series, cause, node, Optional.empty());
    }

    /** Its series, of the node that it blames. */
    NodeSeries ofNode() {
        return new NodeSeries(series, node);
    }

    /** Whether it may speak about the node that holds the logical host. */
    public boolean about(String active) {
        return node.isEmpty() || node.get().equals(active);
    }
}
