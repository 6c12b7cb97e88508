package org.hamail.recovery.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hamail.model.FaultRules;
import org.hamail.model.Observer;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;
import org.jspecify.annotations.Nullable;

/** The evidence that counts, and the suspended: it counts again only together with a failing probe of hamail's own. */
final class CountingEvidence {
    private final FaultRules rules;
    private final List<Evidence> live = new ArrayList<>();
    private final List<Evidence> suspended = new ArrayList<>();
    private final Set<Reporter> silent = new HashSet<>();

    CountingEvidence(FaultRules rules) {
        this.rules = rules;
    }

    CountingEvidence(CountingEvidence other) {
        this(other.rules);
        live.addAll(other.live);
        suspended.addAll(other.suspended);
        silent.addAll(other.silent);
    }

    /** One node's place in a series: who must not have said something else since. */
    private record Reporter(Series series, Optional<String> node) {
        static Reporter of(Notification said) {
            return new Reporter(Series.of(said), said.node());
        }

        // written out: the first generated equals and hashCode of a process cost it tens of milliseconds, and this is a
        // map's key
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Reporter reporter && series.equals(reporter.series) && node.equals(reporter.node);
        }

        @Override
        public int hashCode() {
            return series.hashCode() * 31 + node.hashCode();
        }
    }

    /** What is reported while an action is in progress says nothing of the daemon; but its evidence is not lost. */
    void takeDuringAction(Report report) {
        report.evidence().filter(item -> item.spent().isPresent()).ifPresent(suspended::add);
    }

    /** A report that is neither an OK nor a duplicate. */
    void take(Report report) {
        takeDuringAction(report);
        Reporter reporter = Reporter.of(report.notification());
        if (report.evidence().isPresent()) {
            silent.remove(reporter);
            report.evidence().filter(item -> item.spent().isEmpty()).ifPresent(live::add);
        } else {
            silent.add(reporter);
        }
    }

    /** An OK of its own check ends a series; a local one spends all local evidence about the daemon. */
    void takeOk(Series series) {
        end(item -> item.series().equals(series)
                || (series.observer() == Observer.LOCAL
                        && item.series().observer() == Observer.LOCAL
                        && item.series().daemon() == series.daemon()));
    }

    /** A probe that failed, as evidence {@code seen} of {@code fault}: what was reported of it remotely counts again with it. */
    void takeFailingProbe(StandingFault fault, Evidence seen) {
        if (seen.spent().isPresent()) {
            suspended.add(seen);
            return;
        }
        if (fault.series().observer() == Observer.REMOTE) {
            end(old -> old.series().equals(fault.series()));
            fault.reports().forEach(old -> live.add(old.countingAt(seen.at())));
        }
        silent.remove(new Reporter(fault.series(), seen.node()));
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
        return !silent.contains(new Reporter(item.series(), item.node()));
    }
}
