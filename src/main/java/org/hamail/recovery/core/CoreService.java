package org.hamail.recovery.core;

import java.time.Instant;
import java.util.Optional;
import org.hamail.plugin.Bracket;
import org.hamail.plugin.Status;
import org.hamail.recovery.core.CoreView.SeriesView;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;

/**
 * A service of the core that reports on a daemon, as it stands now.
 *
 * @param name as people know it in the core, {@code HOST;SERVICE}
 * @param node that the service watches, where it does not watch the logical host's address
 * @param downtimeDepth the downtimes in effect now, those of the service and those of its host
 */
public record CoreService(
        String name,
        String logicalHost,
        Series series,
        Optional<String> node,
        LastCheck lastCheck,
        HostState hostState,
        int downtimeDepth,
        EventHandler eventHandler)
        implements SeriesView {
    /** What the core keeps of an output, in characters. */
    static final int OUTPUT_LIMIT = 8192;

    /** What it reports on. */
    public NodeSeries watched() {
        return new NodeSeries(series, node);
    }

    public Optional<Status> state() {
        return lastCheck.state();
    }

    public boolean hard() {
        return lastCheck.hard();
    }

    public Instant hardSince() {
        return lastCheck.hardSince();
    }

    public Optional<Instant> checked() {
        return lastCheck.checked();
    }

    public int attempt() {
        return lastCheck.attempt();
    }

    public int maxAttempts() {
        return lastCheck.maxAttempts();
    }

    public String output() {
        return lastCheck.output();
    }

    /** Whether the core is sure that something is wrong. */
    public boolean hardProblem() {
        return hard() && state().isPresent() && state().get() != Status.OK;
    }

    /** What the event handler would have been told; a service that was never checked has the state PENDING. */
    public Notification asNotification() {
        Optional<Bracket> bracket = Bracket.in(output());
        return new Notification(
                series.daemon(),
                series.check(),
                series.observer(),
                state().map(Status::name).orElse("PENDING"),
                hard() ? "HARD" : "SOFT",
                Integer.toString(attempt()),
                bracket.map(Bracket::cause),
                bracket.flatMap(Bracket::phase),
                output(),
                hostState.name(),
                Integer.toString(downtimeDepth),
                Optional.empty(),
                node);
    }

    /** The state of the host that a service belongs to, in the words of both cores. */
    public enum HostState {
        UP,
        DOWN,
        UNREACHABLE
    }
}
