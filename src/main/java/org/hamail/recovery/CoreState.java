package org.hamail.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.recovery.core.CoreService;
import org.hamail.recovery.core.CoreService.HostState;
import org.hamail.recovery.core.CoreView;
import org.hamail.recovery.core.EventHandler;
import org.hamail.recovery.core.MonitoringCore.CoreReading;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.Moment;
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
        for (CoreService service : view.of(logicalHost)) {
            if (isTheOnlyOne(view, service)) {
                service.node()
                        .map(node -> ofNodes.computeIfAbsent(node, name -> new HashMap<>()))
                        .orElse(words)
                        .put(service.series(), word(service));
            }
        }
        return new Reading.Known<>(new CoreWords(words, ofNodes), SOURCE, age(view, now));
    }

    /** Of two services for one series nobody can tell which one counts, unless each watches a node of its own. */
    private boolean isTheOnlyOne(CoreView view, CoreService service) {
        return view.of(logicalHost).stream()
                        .filter(other -> other.series().equals(service.series())
                                && other.node().equals(service.node()))
                        .count()
                == 1;
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
            boolean one =
                    view.series(logicalHost, service.series(), Optional.empty()).equals(service);
            if (one && isTaken(service, view, history, now)) {
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
        Optional<Report> newest = history.newest(service.series());
        if (newest.isEmpty()) {
            return true;
        }
        boolean stands = history.standing().stream().map(StandingFault::series).anyMatch(service.series()::equals);
        if (stands) {
            return false;
        }
        Optional<Moment> ended = history.ended(service.series());
        if (ended.isPresent() && service.node().isPresent()) {
            return false; // on a node that does not hold the logical host its daemon may be absent for ever
        }
        Instant said = newest.get().entry().at().time();
        return ended.isPresent()
                ? isOutlived(ended.get().time(), view, now)
                // reports that come late may come in another order, and of a problem that changes its cause none comes
                : said.isBefore(service.hardSince()) || isOutlived(said, view, now);
    }

    /** Whether the core goes on showing its problem two minutes after hamail was told otherwise. */
    private static boolean isOutlived(Instant told, CoreView view, Moment now) {
        return view.written().isAfter(told) && isOld(told, now);
    }

    private static boolean isOld(Instant since, Moment now) {
        return Duration.between(since, now.time()).compareTo(UNREPORTED) > 0;
    }
}
