package org.hamail.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.recovery.core.CoreService;
import org.hamail.recovery.core.CoreService.HostState;
import org.hamail.recovery.core.CoreView;
import org.hamail.recovery.core.CoreView.NotShown;
import org.hamail.recovery.core.EventHandler;
import org.hamail.recovery.core.MonitoringCore.CoreReading;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.history.Report;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.policy.CoreWords;
import org.hamail.recovery.policy.Reading;

/** What the monitoring core shows of one logical host, as recovery needs it; read once. */
final class CoreState {
    private static final String SOURCE = "core";

    /** A HARD problem that is younger may still be on its way to the event handler. */
    private static final Duration UNREPORTED = Duration.ofMinutes(2);

    private final String logicalHost;
    private final Optional<CoreReading> reading;

    private CoreState(String logicalHost, Optional<CoreReading> reading) {
        this.logicalHost = logicalHost;
        this.reading = reading;
    }

    /** Asks the core of {@code site}, within the time limit of its reader. */
    static CoreState read(Site site) {
        return new CoreState(site.logicalHost(), site.core().map(core -> core.read()));
    }

    /** Not where it was asked and did not say anything that is understood. */
    boolean isReadable() {
        return reading.filter(CoreUnreadable.class::isInstance).isEmpty();
    }

    /** What the gates {@code downtime} and {@code host} need of it at {@code now}. */
    Reading<CoreWords> words(Moment now) {
        if (reading.isEmpty()) {
            return new Reading.NotConfigured<>();
        }
        if (reading.get() instanceof CoreUnreadable unreadable) {
            return new Reading.Unreadable<>(unreadable.reason(), SOURCE);
        }
        CoreView view = (CoreView) reading.get();
        Map<Series, CoreWords.CoreWord> words = new HashMap<>();
        Map<String, Map<Series, CoreWords.CoreWord>> ofNodes = new HashMap<>();
        Map<NodeSeries, String> unusable = new HashMap<>();
        for (NotShown bad : view.unusable()) {
            if (bad.logicalHost().equals(logicalHost)) {
                unusable.put(bad.watched(), bad.reason());
            }
        }
        for (CoreService service : view.of(logicalHost)) {
            if (!view.isTheOnlyOne(service)) {
                if (view.series(logicalHost, service.series(), service.node()) instanceof NotShown bad) {
                    unusable.put(service.watched(), bad.reason());
                }
            } else {
                service.node()
                        .map(node -> ofNodes.computeIfAbsent(node, name -> new HashMap<>()))
                        .orElse(words)
                        .put(service.series(), word(service));
            }
        }
        return new Reading.Known<>(new CoreWords(words, ofNodes, unusable), SOURCE, age(view, now));
    }

    private static CoreWords.CoreWord word(CoreService service) {
        return new CoreWords.CoreWord(
                Integer.toString(service.downtimeDepth()),
                service.hostState().name(),
                service.eventHandler() == EventHandler.ON);
    }

    /** A clock of the core that is ahead by less than its reader allows makes a view no older than now. */
    private static long age(CoreView view, Moment now) {
        return Math.max(0, Duration.between(view.written(), now.time()).toSeconds());
    }

    /**
     * Problems that the core has believed for longer than two minutes and that no notification reported, or that outlive the
     * action that was verified: the core says nothing more after HARD.
     */
    List<CoreReport> unreported(FaultHistory history, Moment now) {
        if (!(reading.orElse(null) instanceof CoreView view)) {
            return List.of();
        }
        List<CoreReport> reports = new ArrayList<>();
        for (CoreService service : view.of(logicalHost)) {
            if (view.isTheOnlyOne(service) && isTaken(service, view, history, now)) {
                reports.add(new CoreReport(service.asNotification()));
            }
        }
        return reports;
    }

    private static boolean isTaken(CoreService service, CoreView view, FaultHistory history, Moment now) {
        return service.hardProblem()
                && service.eventHandler() == EventHandler.ON
                && service.downtimeDepth() == 0
                && service.hostState() == HostState.UP
                && isOld(service.hardSince(), now)
                && history.wouldStand(service.asNotification())
                && isUnreported(service, view, history, now);
    }

    private static boolean isUnreported(CoreService service, CoreView view, FaultHistory history, Moment now) {
        Optional<Report> newest = history.newestReports().entrySet().stream()
                .filter(each -> isTold(each.getKey(), service, view))
                .map(Map.Entry::getValue)
                .max(Comparator.comparingLong(report -> report.entry().seq()));
        if (newest.isEmpty()) {
            return true;
        }
        if (history.standing().stream().anyMatch(fault -> isTold(fault.ofNode(), service, view))) {
            return false;
        }
        Optional<StandingFault.End> ended = history.ended().entrySet().stream()
                .filter(each -> isTold(each.getKey(), service, view))
                .map(Map.Entry::getValue)
                .max(Comparator.comparing(end -> end.at().time()));
        if (ended.isPresent()) {
            Instant end = ended.get().at().time();
            // on a node that does not hold the logical host its daemon may be absent for ever
            boolean elsewhere = ended.get().elsewhere() && service.node().isPresent();
            return elsewhere ? end.isBefore(service.hardSince()) : isOutlived(end, view, now);
        }
        Instant said = newest.get().entry().at().time();
        // reports that come late may come in another order, and of a problem that changes its cause none comes
        return said.isBefore(service.hardSince()) || isOutlived(said, view, now);
    }

    /**
     * Whether {@code told} is what the event handler of {@code service} tells: a service may name a node that its handler does not
     * pass on, and the other way round, unless another service watches just that.
     */
    private static boolean isTold(NodeSeries told, CoreService service, CoreView view) {
        if (told.equals(service.watched())) {
            return true;
        }
        return told.series().equals(service.series())
                && told.mayBeOf(service.node())
                && view.of(service.logicalHost()).stream()
                        .noneMatch(other -> other.watched().equals(told));
    }

    /** Whether the core goes on showing its problem two minutes after hamail was told otherwise. */
    private static boolean isOutlived(Instant told, CoreView view, Moment now) {
        return view.written().isAfter(told) && isOld(told, now);
    }

    private static boolean isOld(Instant since, Moment now) {
        return Duration.between(since, now.time()).compareTo(UNREPORTED) > 0;
    }
}
