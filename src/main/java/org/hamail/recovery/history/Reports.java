package org.hamail.recovery.history;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.jspecify.annotations.Nullable;

/** What was reported last, by notifications and by the monitoring core. */
final class Reports {
    private final Map<NodeSeries, Report> newest = new HashMap<>();
    private final Set<NodeSeries> unheard = new HashSet<>();
    private final Map<NodeSeries, Report> directoryComplaints = new HashMap<>();

    private @Nullable Report latest;

    Reports() {}

    Reports(Reports other) {
        newest.putAll(other.newest);
        unheard.addAll(other.unheard);
        directoryComplaints.putAll(other.directoryComplaints);
        latest = other.latest;
    }

    /** Any notification shows that the core tells what it sees. */
    void takeNotification() {
        unheard.clear();
    }

    /** A problem that goes on although an action was verified, or was another one, was heard of before; one after an OK was not. */
    void takeFromCore(NodeSeries series) {
        if (isFirstHeardFromCore(series)) {
            unheard.add(series);
        }
    }

    /** Whether no notification has told of a problem of {@code series} that the core shows. */
    boolean isFirstHeardFromCore(NodeSeries series) {
        Report before = newest(series).orElse(null);
        return before == null || (before.kind() != ReportKind.EVIDENCE && !before.isOtherProblem());
    }

    void take(Report report) {
        latest = report;
        newest.put(NodeSeries.of(report.notification()), report);
    }

    /** What a report says of the directory; an OK of its own check counts as well. */
    void takeOfDirectory(Report report) {
        Notification said = report.notification();
        boolean complains = said.cause().equals(Optional.of(Cause.DIRECTORY.word()));
        if (said.state().equals("OK") && !complains) {
            directoryComplaints.remove(NodeSeries.of(said));
        } else if (complains && !report.duplicate() && said.state().equals("CRITICAL")) {
            directoryComplaints.put(NodeSeries.of(said), report);
        }
    }

    /** A decision about the latest report. */
    void decided() {
        latest = latest == null ? null : latest.asDecided();
    }

    Optional<Report> latest() {
        return Optional.ofNullable(latest);
    }

    /** What was said last of the daemon that {@code told} is about: of its node, or of the logical host. */
    Optional<Report> newest(NodeSeries told) {
        Report own = newest.get(told);
        if (own != null && told.node().isEmpty()) {
            return Optional.of(own);
        }
        return newest.entrySet().stream()
                .filter(each -> each.getKey().series().equals(told.series())
                        && each.getKey().mayBeOf(told.node()))
                .map(Map.Entry::getValue)
                .max(Comparator.comparingLong(report -> report.entry().seq()));
    }

    Map<NodeSeries, Report> newest() {
        return Map.copyOf(newest);
    }

    Set<NodeSeries> unheard() {
        return Set.copyOf(unheard);
    }

    Collection<Report> directoryComplaints() {
        return List.copyOf(directoryComplaints.values());
    }
}
