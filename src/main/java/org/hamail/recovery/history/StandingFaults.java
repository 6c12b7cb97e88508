package org.hamail.recovery.history;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hamail.model.Observer;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;

/** The faults that stand, in the order in which they were reported first, and when those of other series ended. */
final class StandingFaults {
    private final Map<NodeSeries, StandingFault> standing = new LinkedHashMap<>();
    private final Map<NodeSeries, StandingFault.End> ended = new HashMap<>();
    /** Those whose node did not hold the logical host: they stand as soon as it does. */
    private final Map<NodeSeries, StandingFault> elsewhere = new LinkedHashMap<>();

    private long lastAction;

    StandingFaults() {}

    StandingFaults(StandingFaults other) {
        standing.putAll(other.standing);
        ended.putAll(other.ended);
        elsewhere.putAll(other.elsewhere);
        lastAction = other.lastAction;
    }

    /** Whether it is a problem of a kind that is acted on, of a role, check and observer that may be acted on. */
    static boolean wouldStand(Notification said, ReportKind kind) {
        return kind == ReportKind.EVIDENCE
                && ActionEligibility.refusal(
                                Series.of(said), said.cause().flatMap(Cause::of).orElseThrow())
                        == null;
    }

    /** An action has begun because of what stands, or by hand. */
    void takeAction(Entry intent) {
        lastAction = intent.seq();
    }

    /** Whatever is said of a series last counts, also of what was delivered before. */
    void take(Report report, Optional<Evidence> evidence) {
        NodeSeries series = NodeSeries.of(report.notification());
        if (!report.kind().saysNothing()) {
            ended.remove(series);
            elsewhere.remove(series);
        }
        if (wouldStand(report.notification(), report.kind())) {
            stand(series, report, evidence.orElseThrow());
        } else {
            forget(series, report.kind());
        }
    }

    private void stand(NodeSeries series, Report report, Evidence said) {
        standing.merge(
                series,
                new StandingFault(
                        series.series(), report.entry(), report.entry(), said, List.of(said), Optional.empty()),
                (old, fresh) -> old.again(report.entry(), said, report.duplicate()));
    }

    private void forget(NodeSeries series, ReportKind kind) {
        if (!kind.saysNothing() && (kind == ReportKind.WELL || !isActedOn(series))) {
            standing.remove(series);
        }
        if (kind == ReportKind.WELL && series.node().isEmpty()) {
            // the logical host is served, wherever it is: what was reported of one of its nodes asks for nothing
            // any more
            standing.keySet().removeIf(told -> told.series().equals(series.series()));
            elsewhere.keySet().removeIf(told -> told.series().equals(series.series()));
        }
    }

    /**
     * Whether an action has begun since the fault was reported: another problem than that fault is then perhaps what the action
     * itself causes, e.g. {@code refused} while a server starts, and monitoring cores do not repeat what comes after it.
     */
    private boolean isActedOn(NodeSeries series) {
        StandingFault fault = standing.get(series);
        return fault != null && fault.newest().seq() < lastAction;
    }

    /** Of which series the fault was reported before an action began. */
    Set<NodeSeries> actedOn() {
        return standing.keySet().stream().filter(this::isActedOn).collect(Collectors.toUnmodifiableSet());
    }

    /** Takes note of a probe of {@code which}; returns what it is about first, faults that were seen locally before others. */
    Optional<StandingFault> takeProbe(Entry probe, Predicate<NodeSeries> which) {
        List<StandingFault> faults = standing.values().stream()
                .filter(fault -> which.test(fault.ofNode()))
                .sorted(Comparator.<StandingFault, Boolean>comparing(
                                fault -> fault.series().observer() == Observer.REMOTE)
                        .thenComparing(fault -> -fault.reports().size()))
                .toList();
        faults.forEach(fault -> standing.put(fault.ofNode(), fault.probed(probe)));
        return faults.stream().findFirst();
    }

    /** Ends the faults for which {@code which} holds without an OK of theirs. */
    void end(StandingFault.End end, Predicate<StandingFault> which) {
        for (StandingFault fault : all()) {
            if (which.test(fault)) {
                end(fault, end);
            }
        }
        if (!end.elsewhere()) {
            endElsewhere(end, which);
        }
    }

    private void end(StandingFault fault, StandingFault.End end) {
        standing.remove(fault.ofNode());
        ended.put(fault.ofNode(), end);
        if (end.elsewhere() && fault.ofNode().node().isPresent()) {
            elsewhere.put(fault.ofNode(), fault.elsewhere());
        }
    }

    private void endElsewhere(StandingFault.End end, Predicate<StandingFault> which) {
        for (StandingFault fault : elsewhere()) {
            if (which.test(fault)) {
                elsewhere.remove(fault.ofNode());
                ended.put(fault.ofNode(), end);
            }
        }
    }

    /**
     * Mail was seen to be served on {@code node}, or on one that is not known: what was reported of another one is neither mended by
     * that nor acted on there, and of one that may be another it is looked at again once it holds the logical host.
     */
    void endVerified(Moment at, Optional<String> node) {
        Predicate<StandingFault> there = fault -> fault.ofNode().node().isEmpty()
                || node.filter(fault.evidence()::about).isPresent();
        end(new StandingFault.End(at, StandingFault.How.VERIFIED), there);
        end(new StandingFault.End(at, StandingFault.How.ELSEWHERE), there.negate());
    }

    /** The node of those for which {@code which} holds is the one that holds the logical host now. */
    void standAgain(Predicate<StandingFault> which) {
        for (StandingFault fault : elsewhere()) {
            if (which.test(fault)) {
                elsewhere.remove(fault.ofNode());
                ended.remove(fault.ofNode());
                standing.put(fault.ofNode(), fault);
            }
        }
    }

    /** Faults of nodes that did not hold the logical host when they were reported, and that nothing else has ended. */
    List<StandingFault> elsewhere() {
        return List.copyOf(elsewhere.values());
    }

    List<StandingFault> all() {
        return List.copyOf(standing.values());
    }

    boolean isEmpty() {
        return standing.isEmpty();
    }

    /** How the last fault of each series ended that ended otherwise than by its own OK. */
    Map<NodeSeries, StandingFault.End> ended() {
        return Map.copyOf(ended);
    }
}
