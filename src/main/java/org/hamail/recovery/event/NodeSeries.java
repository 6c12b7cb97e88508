package org.hamail.recovery.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A series as it is told of one node: where the daemons run on both nodes, the reports about the idle one say nothing of the one
 * that holds the logical host.
 *
 * @param node that the observer names; empty where it reports on the logical host, wherever that is
 */
public record NodeSeries(Series series, Optional<String> node) {
    public static NodeSeries of(Notification said) {
        return new NodeSeries(Series.of(said), said.node());
    }

    // written out, as those of Series are
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeSeries one && series.equals(one.series) && node.equals(one.node);
    }

    @Override
    public int hashCode() {
        return series.hashCode() * 31 + node.hashCode();
    }

    /** Whether both may be about the same daemon on the same node: the logical host is on some node. */
    public boolean mayBeOf(Optional<String> other) {
        return node.isEmpty() || other.isEmpty() || node.equals(other);
    }

    /** For people, e.g. {@code imapd process (local) on phys-b}. */
    public String words() {
        return series.words() + node.map(name -> " on " + name).orElse("");
    }
}
