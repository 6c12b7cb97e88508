package org.hamail.recovery.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hamail.model.FaultRules;
import org.hamail.model.Observer;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Series;

/** The evidence that counts, and the suspended: it counts again only together with a failing probe of hamail's own. */
final class CountingEvidence {
    private final FaultRules rules;
    private final List<Evidence> live = new ArrayList<>();
    private final List<Evidence> suspended = new ArrayList<>();
    /** Who said something else since: no evidence. */
    private final Set<NodeSeries> silent = new HashSet<>();

    CountingEvidence(FaultRules rules) {
        this.rules = rules;
    }

    CountingEvidence(CountingEvidence other) {
        this(other.rules);
        live.addAll(other.live);
        suspended.addAll(other.suspended);
        silent.addAll(other.silent);
    }

    /** What is reported while an action is in progress says nothing of the daemon; but its evidence is not lost. */
    void takeDuringAction(Report report) {
        report.evidence().filter(item -> item.suspension().isPresent()).ifPresent(suspended::add);
    }

    /** A report that is neither an OK nor a duplicate. */
    void take(Report report) {
        takeDuringAction(report);
        NodeSeries reporter = NodeSeries.of(report.notification());
        if (report.evidence().isPresent()) {
            silent.remove(reporter);
            report.evidence().filter(item -> item.suspension().isEmpty()).ifPresent(live::add);
        } else {
            silent.add(reporter);
        }
    }

    /**
     * An OK of its own check ends a series; a local one spends all local evidence about the daemon. One that names a node says
     * nothing of another, nor of the logical host, which may be elsewhere.
     */
    void takeOk(NodeSeries well) {
        end(item -> (well.node().isEmpty() || well.node().equals(item.node())) && isOf(item.series(), well.series()));
    }

    private static boolean isOf(Series told, Series well) {
        return told.equals(well)
                || (well.observer() == Observer.LOCAL
                        && told.observer() == Observer.LOCAL
                        && told.daemon() == well.daemon());
    }

    /** A probe that failed, as evidence {@code seen} of {@code fault}: what was reported of it remotely counts again with it. */
    void takeFailingProbe(StandingFault fault, Evidence seen) {
        if (seen.suspension().isPresent()) {
            suspended.add(seen);
            return;
        }
        if (fault.series().observer() == Observer.REMOTE) {
            end(old -> old.series().equals(fault.series()) && old.ofNode().mayBeOf(seen.node()));
            fault.reports().forEach(old -> live.add(old.countingAt(seen.at())));
        }
        silent.remove(seen.ofNode());
        live.add(seen);
    }

    /** It counts never again. */
    void end(Predicate<Evidence> which) {
        live.removeIf(which);
        suspended.removeIf(which);
    }

    /** What counted until now counts again only together with a probe of hamail's own. */
    void suspend(Predicate<Evidence> which) {
        live.stream().filter(which).forEach(suspended::add);
        live.removeIf(which);
    }

    /** Evidence counts in the window only. */
    void forgetOld(Moment now) {
        end(item -> !FaultHistory.within(now, item.at(), rules.window()));
    }

    /** How much is kept, old or not. */
    int size() {
        return live.size() + suspended.size();
    }

    /** What counts in the sliding window that ends now, oldest first. */
    List<Evidence> counting(Moment now) {
        return within(now, live, item -> true);
    }

    /** What is suspended of {@code series} in the window that ends now. */
    List<Evidence> suspended(Series series, Moment now) {
        return within(now, suspended, item -> item.series().equals(series));
    }

    private List<Evidence> within(Moment now, List<Evidence> items, Predicate<Evidence> which) {
        return items.stream()
                .filter(item -> which.test(item) && FaultHistory.within(now, item.at(), rules.window()))
                .toList();
    }

    /** Whether the one who gave it has not said anything else since. */
    boolean isLastWord(Evidence item) {
        return !silent.contains(item.ofNode());
    }
}
