package org.hamail.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.PerformanceDatum;
import org.hamail.plugin.Range;
import org.hamail.plugin.Status;
import org.hamail.probe.PhaseTimer.Timings;

/**
 * What a conversation is measured against.
 *
 * @param warn seconds
 * @param crit seconds
 * @param timeout the limit of the conversation
 * @param expiry of the certificates that the server shows
 */
public record Thresholds(Optional<Range> warn, Optional<Range> crit, Duration timeout, Optional<ExpiryRule> expiry) {
    public static Thresholds only(Duration timeout) {
        return new Thresholds(Optional.empty(), Optional.empty(), timeout, Optional.empty());
    }

    /** CRITICAL or WARNING for a conversation that took so many seconds; empty for one that was quick enough. */
    public Optional<Status> slowness(Decimal seconds) {
        if (crit.isPresent() && crit.get().alerts(seconds)) {
            return Optional.of(Status.CRITICAL);
        }
        return warn.isPresent() && warn.get().alerts(seconds) ? Optional.of(Status.WARNING) : Optional.empty();
    }

    /** {@code time}, then one figure for each phase that began. */
    public List<PerformanceDatum> figures(Timings timings) {
        var figures = new ArrayList<PerformanceDatum>();
        figures.add(time(Decimal.seconds(timings.total())));
        for (Map.Entry<Phase, Duration> phase : timings.phases().entrySet()) {
            figures.add(PerformanceDatum.of(phase.getKey().word(), Decimal.seconds(phase.getValue()), "s"));
        }
        return figures;
    }

    /** The figure {@code time} of a conversation that took so many seconds. */
    public PerformanceDatum time(Decimal seconds) {
        return new PerformanceDatum(
                "time", seconds, "s", warn, crit, Optional.of(Decimal.ZERO), Optional.of(Decimal.seconds(timeout)));
    }
}
