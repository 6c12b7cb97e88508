package org.hamail.recovery.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.model.FaultRules;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Series;

/**
 * What the journal of one logical host means for the next decision: evidence that still counts, actions, switches. It does not
 * know the present; every question about a window takes {@code now}.
 */
public final class FaultHistory {
    private final FaultRules rules;
    private final List<Entry> entries;
    private final HistoryFold fold;

    /** The entries of the journal, oldest first. */
    public static FaultHistory of(List<Entry> recorded, FaultRules rules) {
        List<Entry> entries = Boots.apart(recorded);
        HistoryFold fold = new HistoryFold(rules);
        entries.forEach(fold::take);
        return new FaultHistory(entries, rules, fold);
    }

    /** What {@link #of} says of the same entries and {@code later} ones, without judging the earlier ones again. */
    public FaultHistory with(List<Entry> later) {
        if (later.isEmpty()) {
            return this;
        }
        List<Entry> all = new ArrayList<>(entries.size() + later.size());
        all.addAll(entries);
        all.addAll(later);
        List<Entry> joint = all.subList(Math.max(0, entries.size() - 1), all.size());
        if (Boots.apart(joint) != joint) {
            return of(all, rules); // a boot whose name was used again is another one from now on
        }
        HistoryFold further = new HistoryFold(fold);
        later.forEach(further::take);
        return new FaultHistory(all, rules, further);
    }

    /** What {@code fold} has taken so far, without its records. */
    static FaultHistory of(HistoryFold fold, FaultRules rules) {
        return new FaultHistory(List.of(), rules, fold);
    }

    private FaultHistory(List<Entry> entries, FaultRules rules, HistoryFold fold) {
        this.rules = rules;
        this.entries = List.copyOf(entries);
        this.fold = fold;
    }

    public FaultRules rules() {
        return rules;
    }

    public List<Entry> entries() {
        return entries;
    }

    /** The last notification of all. */
    public Optional<Report> latest() {
        return fold.reports.latest();
    }

    /** Unspent evidence in the sliding window that ends now, oldest first. */
    public List<Evidence> evidence(Moment now) {
        return fold.evidence.counting(now);
    }

    /** What is suspected now: the counting evidence by series. */
    public List<Suspicion> suspicions(Moment now) {
        return Suspicion.bySeries(evidence(now), rules);
    }

    /**
     * The same, and with it the latest notification's own evidence when no decision has seen it yet, even if that evidence is
     * spent: its gate is closed then, and the decision says so. Nothing may be done on this ground.
     */
    public List<Suspicion> suspicionsWithLatest(Moment now) {
        Optional<Evidence> own = latest().filter(report -> !report.decided())
                .flatMap(Report::evidence)
                .filter(item -> item.suspension().isPresent());
        if (own.isEmpty()) {
            return suspicions(now);
        }
        List<Evidence> counting = new ArrayList<>(evidence(now));
        counting.add(own.get());
        return Suspicion.bySeries(counting, rules);
    }

    /** Whether the one who gave this evidence has not said anything else since. */
    public boolean current(Evidence item) {
        return latest().flatMap(Report::evidence).equals(Optional.of(item)) || fold.evidence.isLastWord(item);
    }

    /** Faults that nothing has ended, whatever held them; in the order in which they were reported first. */
    public List<StandingFault> standing() {
        return fold.standing.all();
    }

    /** Of which series a fault stands that was reported before an action began: another problem since then may come from the action. */
    public Set<NodeSeries> actedOn() {
        return fold.standing.actedOn();
    }

    /**
     * Faults of nodes that did not hold the logical host when they were reported: each stands again when a worker finds its node to
     * hold it, and has probed the daemon there or could not.
     */
    public List<StandingFault> elsewhere() {
        return fold.standing.elsewhere();
    }

    /** Evidence of {@code series} in the window that counts only together with a failing probe. */
    public List<Evidence> suspended(Series series, Moment now) {
        return fold.evidence.suspended(series, now);
    }

    /** The newest report on the daemon that {@code told} is about, by a notification or from the core. */
    public Optional<Report> newest(NodeSeries told) {
        return fold.reports.newest(told);
    }

    /** The newest report of each series. */
    public Map<NodeSeries, Report> newestReports() {
        return fold.reports.newest();
    }

    /**
     * How the last fault of each series ended that ended otherwise than by its own OK: by a verified action, a probe or a
     * decision.
     */
    public Map<NodeSeries, StandingFault.End> ended() {
        return fold.standing.ended();
    }

    /** Whether no notification has told of a problem of {@code series} that the core shows. */
    public boolean isFirstHeardFromCore(NodeSeries series) {
        return fold.reports.isFirstHeardFromCore(series);
    }

    /** Whether {@code report} is a problem of a kind that would stand. */
    public boolean wouldStand(Notification report) {
        return StandingFaults.wouldStand(report, ReportKind.of(report, rules));
    }

    /** Series whose problem only the core shows; empty once any notification has come. */
    public Set<NodeSeries> unheard() {
        return fold.reports.unheard();
    }

    /** What an operator did since the last notification that opens the gates {@code downtime} and {@code host}. */
    public Optional<Entry> gateOpening() {
        return fold.operator.gateOpening();
    }

    /**
     * The first decision to act, about evidence that still counts, that neither an intent nor another decision about it has
     * followed: its worker never started, or died on the way.
     */
    public Optional<Entry> undone(Moment now) {
        return fold.undone.about(evidence(now));
    }

    /** Every real action, oldest first. */
    public List<ActionTrace> actions() {
        return fold.actions.all();
    }

    /** Actions whose end is not known: in flight, or left behind by a worker that died. */
    public List<ActionTrace> unfinished() {
        return fold.actions.unfinished();
    }

    /** The actions after which nothing automatic happens until a person acknowledges. */
    public List<ActionTrace> hardStops() {
        return fold.actions.hardStops();
    }

    /** The last restart that failed within the window, and that neither a verified action nor a person nor time has mended. */
    public Optional<ActionTrace> failedRestart(Moment now) {
        return fold.actions.failedRestart(now);
    }

    /** Automatic actions of this kind begun within the window, whatever came of them. */
    public long automatic(Action action, Moment now) {
        return fold.actions.automatic(action, now);
    }

    /** Automatic restarts begun within the window, whatever came of them. */
    public int restarts(Moment now) {
        return fold.actions.automatic(Action.RESTART, now);
    }

    /** How long until fewer than {@code limit} restarts are left in the window; empty when waiting does not help. */
    public Optional<Duration> untilRestartsBelow(int limit, Moment now) {
        return fold.actions.untilRestartsBelow(limit, now);
    }

    /** The end of the last automatic failover, however it ended. */
    public Optional<Moment> lastFailoverEnd() {
        return fold.actions.lastFailover().map(ActionTrace::end);
    }

    /** When the last action was verified: the settle time counts from here. */
    public Optional<Moment> lastVerified() {
        return fold.actions.lastVerified();
    }

    /** The last of {@code pause}, {@code off}, {@code on}, {@code resume} that took effect. */
    public Optional<OperatorCommand> lastSwitch() {
        return fold.operator.lastSwitch();
    }

    /** The verb of the last switch when it was one that closes: {@code pause} or {@code off}. */
    public Optional<String> switchedOffBy() {
        return fold.operator.switchedOffBy();
    }

    /** The newest notification within the window that blames the user/group directory and was not followed by an OK. */
    public Optional<Report> directoryComplaint(Moment now) {
        return fold.reports.directoryComplaints().stream()
                .filter(report -> within(now, report.entry().at(), rules.window()))
                .max(Comparator.comparingLong(report -> report.entry().seq()));
    }

    /** Less than {@code span} ago; a clock that went back between two boots keeps everything within. */
    static boolean within(Moment now, Moment then, Duration span) {
        return now.since(then).compareTo(span) < 0;
    }
}
