package org.hamail.recovery.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;
import org.jspecify.annotations.Nullable;

/** What was reported last, by notifications and by the monitoring core. */
final class Reports {
    private final Map<Series, Report> newest = new HashMap<>();
    private final Set<Series> unheard = new HashSet<>();
    private final Map<Series, Report> directoryComplaints = new HashMap<>();

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
    void takeFromCore(Series series) {
        Report before = newest.get(series);
        if (before == null || (before.testimony() != ReportKind.EVIDENCE && !before.isOtherProblem())) {
            unheard.add(series);
        }
    }

    void take(Report report) {
        latest = report;
        newest.put(Series.of(report.notification()), report);
    }

    /** What a report says of the directory; an OK of its own check counts as well. */
    void takeOfDirectory(Report report) {
        Notification said = report.notification();
        if (said.state().equals("OK")) {
            directoryComplaints.remove(Series.of(said));
        } else if (!report.duplicate()
                && said.state().equals("CRITICAL")
                && said.cause().equals(Optional.of(Cause.DIRECTORY.word()))) {
            directoryComplaints.put(Series.of(said), report);
        }
    }

    /** A decision about the latest report. */
    void decided() {
        latest = latest == null ? null : latest.asDecided();
    }

    Optional<Report> latest() {
        return Optional.ofNullable(latest);
    }

    Optional<Report> newest(Series series) {
        return Optional.ofNullable(newest.get(series));
    }

    Map<Series, Report> newest() {
        return Map.copyOf(newest);
    }

    Set<Series> unheard() {
        return Set.copyOf(unheard);
    }

    Collection<Report> directoryComplaints() {
        return List.copyOf(directoryComplaints.values());
    }
}
