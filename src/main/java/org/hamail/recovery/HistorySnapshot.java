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
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.DecisionEffect;
import org.hamail.recovery.history.Evidence;
import org.hamail.recovery.history.FaultHistory;
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

    /** Those of {@code before} that matter behind it, when {@code all} has been recorded. */
    static List<Entry> of(List<Entry> before, List<Entry> all, FaultRules rules, Moment now) {
        FaultHistory history = FaultHistory.of(all, rules);
        Set<Long> live = new HashSet<>();
        newest(history.evidence(now)).forEach(item -> live.add(item.seq()));
        Stream.concat(history.standing().stream(), history.elsewhere().stream()).forEach(fault -> {
            live.add(fault.first().seq());
            fault.reports().forEach(item -> live.add(item.seq()));
            newest(history.suspended(fault.series(), now)).forEach(item -> live.add(item.seq()));
        });
        history.directoryComplaint(now)
                .ifPresent(report -> live.add(report.entry().seq()));
        Set<String> open = new HashSet<>();
        history.actions().stream()
                .filter(trace -> trace.unfinished() || (trace.bad() && !trace.acknowledged()))
                .forEach(trace -> open.add(trace.intent().id()));
        return chosen(before, live, open);
    }

    private static List<Evidence> newest(List<Evidence> evidence) {
        return evidence.subList(Math.max(0, evidence.size() - MOST), evidence.size());
    }

    private static List<Entry> chosen(List<Entry> before, Set<Long> live, Set<String> open) {
        var chosen = new ArrayList<Entry>();
        Set<Object> sources = new HashSet<>();
        Set<String> probes = new HashSet<>();
        int deeds = 0;
        int decisions = 0;
        int spending = 0;
        for (int i = before.size() - 1; i >= 0; i--) {
            Entry entry = before.get(i);
            boolean matters;
            Optional<Notification> report = report(entry.event());
            if (report.isPresent()) {
                Notification said = report.get();
                boolean lastWord = sources.size() < MOST && sources.add(NodeSeries.of(said));
                matters = lastWord || live.contains(entry.seq());
            } else if (entry.event() instanceof OwnProbe probe) {
                matters = probes.add(probe.daemon() + " " + probe.check() + " " + probe.node())
                        || live.contains(entry.seq());
            } else if (entry.event() instanceof DecisionRecord made) {
                matters = decisions++ < 1 || (DecisionEffect.matters(made) && spending++ < MOST);
            } else {
                matters = deeds++ < MOST
                        || id(entry.event()).filter(open::contains).isPresent();
            }
            if (matters) {
                chosen.add(0, entry);
            }
        }
        return chosen;
    }

    private static Optional<Notification> report(Event event) {
        if (event instanceof Notification said) {
            return Optional.of(said);
        }
        return event instanceof CoreReport core ? Optional.of(core.seen()) : Optional.empty();
    }

    private static Optional<String> id(Event event) {
        if (event instanceof Intent intent) {
            return Optional.of(intent.id());
        } else if (event instanceof Outcome outcome) {
            return Optional.of(outcome.id());
        }
        return event instanceof Verification verification ? Optional.of(verification.id()) : Optional.empty();
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
