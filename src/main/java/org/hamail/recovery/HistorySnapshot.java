package org.hamail.recovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hamail.model.FaultRules;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.Evidence;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.history.RelevantRecords;
import org.hamail.recovery.history.Report;

/** Those few of many records by which a later decision would be the same: actions, switches, and evidence that still counts. */
final class HistorySnapshot {
    private static final int MOST = 300;

    private HistorySnapshot() {}

    /** A record without what no later decision asks for: of an earlier decision, only which gates were closed. */
    static Entry reduced(Entry entry) {
        if (entry.event() instanceof DecisionRecord made) {
            List<Gate> gates = made.gates().stream().filter(Gate::isClosed).toList();
            return with(entry, new DecisionRecord(made.decision(), made.rule(), made.reason(), gates, made.because()));
        }
        return entry;
    }

    private static Entry with(Entry entry, Event event) {
        return new Entry(entry.seq(), entry.at(), event);
    }

    /** Those few of {@code entries} up to {@code place} that matter behind it, and all behind it; none where that is not enough. */
    static Optional<List<Entry>> shortened(List<Entry> entries, int place, FaultRules rules, Moment now) {
        var shortened = new ArrayList<>(of(entries.subList(0, place), entries, rules, now));
        shortened.addAll(entries.subList(place, entries.size()));
        boolean same = same(FaultHistory.of(entries, rules), FaultHistory.of(shortened, rules), now);
        return same ? Optional.of(shortened) : Optional.empty();
    }

    /** Those of {@code before} that matter behind it, when {@code all} has been recorded. */
    static List<Entry> of(List<Entry> before, List<Entry> all, FaultRules rules, Moment now) {
        FaultHistory history = FaultHistory.of(all, rules);
        Set<Long> live = new HashSet<>();
        newest(history.evidence(now)).forEach(item -> live.add(item.seq()));
        Stream.concat(history.standing().stream(), history.elsewhere().stream()).forEach(fault -> {
            live.add(fault.first().seq());
            live.add(fault.newest().seq());
            fault.reports().forEach(item -> live.add(item.seq()));
            newest(history.suspended(fault.series(), now)).forEach(item -> live.add(item.seq()));
        });
        history.directoryComplaint(now)
                .ifPresent(report -> live.add(report.entry().seq()));
        Set<String> open = new HashSet<>();
        history.actions().stream()
                .filter(trace -> trace.unfinished() || (trace.bad() && !trace.acknowledged()))
                .forEach(trace -> open.add(trace.intent().id()));
        return new RelevantRecords(live, open, MOST).of(before);
    }

    private static List<Evidence> newest(List<Evidence> evidence) {
        return evidence.subList(Math.max(0, evidence.size() - MOST), evidence.size());
    }

    /** Whether two histories answer every question alike that is asked of them; of much evidence the newest is enough. */
    static boolean same(FaultHistory one, FaultHistory other, Moment now) {
        List<Evidence> evidence = newest(one.evidence(now));
        return evidence.equals(newest(other.evidence(now)))
                && evidence.stream().allMatch(item -> one.current(item) == other.current(item))
                && one.latest().equals(other.latest())
                && one.standing().equals(other.standing())
                && one.elsewhere().equals(other.elsewhere())
                && one.actedOn().equals(other.actedOn())
                && one.standing().stream().allMatch(fault -> newest(one.suspended(fault.series(), now))
                        .equals(newest(other.suspended(fault.series(), now))))
                && newestReports(one).equals(newestReports(other))
                && one.ended().equals(other.ended())
                && one.unheard().equals(other.unheard())
                && one.gateOpening().equals(other.gateOpening())
                && one.undone(now).map(Entry::seq).equals(other.undone(now).map(Entry::seq))
                && one.unfinished().equals(other.unfinished())
                && one.hardStops().equals(other.hardStops())
                && one.failedRestart(now).equals(other.failedRestart(now))
                && one.restarts(now) == other.restarts(now)
                && one.lastFailoverEnd().equals(other.lastFailoverEnd())
                && one.lastVerified().equals(other.lastVerified())
                && one.lastSwitch().equals(other.lastSwitch())
                && one.directoryComplaint(now)
                        .map(Report::entry)
                        .equals(other.directoryComplaint(now).map(Report::entry))
                && failed(one).equals(failed(other));
    }

    /** Which record is the newest report of each series. */
    private static Map<NodeSeries, Long> newestReports(FaultHistory history) {
        Map<NodeSeries, Long> records = new HashMap<>();
        history.newestReports()
                .forEach((told, report) -> records.put(told, report.entry().seq()));
        return records;
    }

    private static List<ActionTrace> failed(FaultHistory history) {
        return history.actions().stream()
                .filter(trace -> trace.failed() && !trace.acknowledged())
                .toList();
    }
}
