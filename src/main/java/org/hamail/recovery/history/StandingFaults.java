package org.hamail.recovery.history;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.model.Observer;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;

/** The faults that stand, in the order in which they were reported first, and when those of other series ended. */
final class StandingFaults {
    private final Map<Series, StandingFault> standing = new LinkedHashMap<>();
    private final Map<Series, Moment> ended = new HashMap<>();

    StandingFaults() {}

    StandingFaults(StandingFaults other) {
        standing.putAll(other.standing);
        ended.putAll(other.ended);
    }

    /** Whether it is a problem of a kind that is acted on, of a role, check and observer that may be acted on. */
    static boolean wouldStand(Notification said, ReportKind kind) {
        return kind == ReportKind.EVIDENCE
                && ActionEligibility.refusal(
                                Series.of(said), said.cause().flatMap(Cause::of).orElseThrow())
                        == null;
    }

    /** Whatever is said of a series last counts, also of what was delivered before. */
    void take(Report report, Optional<Evidence> evidence) {
        Series series = Series.of(report.notification());
        ended.remove(series);
        if (!wouldStand(report.notification(), report.testimony())) {
            standing.remove(series);
            return;
        }
        Evidence said = evidence.orElseThrow();
        standing.merge(
                series,
                new StandingFault(series, report.entry(), report.entry(), said, List.of(said), Optional.empty()),
                (old, fresh) -> old.again(report.entry(), said, report.duplicate()));
    }

    /** Takes note of a probe of {@code which}; returns what it is about first, faults that were seen locally before others. */
    Optional<StandingFault> takeProbe(Entry probe, Predicate<Series> which) {
        List<StandingFault> faults = standing.values().stream()
                .filter(fault -> which.test(fault.series()))
                .sorted(Comparator.comparing(fault -> fault.series().observer() == Observer.REMOTE))
                .toList();
        faults.forEach(fault -> standing.put(fault.series(), fault.probed(probe)));
        return faults.stream().findFirst();
    }

    /** Ends the faults for which {@code which} holds without an OK of theirs. */
    void end(Moment at, Predicate<StandingFault> which) {
        for (StandingFault fault : all()) {
            if (which.test(fault)) {
                standing.remove(fault.series());
                ended.put(fault.series(), at);
            }
        }
    }

    List<StandingFault> all() {
        return List.copyOf(standing.values());
    }

    boolean isEmpty() {
        return standing.isEmpty();
    }

    /** When the last fault of each series ended that ended otherwise than by its own OK. */
    Map<Series, Moment> ended() {
        return Map.copyOf(ended);
    }

    Optional<Moment> ended(Series series) {
        return Optional.ofNullable(ended.get(series));
    }
}
