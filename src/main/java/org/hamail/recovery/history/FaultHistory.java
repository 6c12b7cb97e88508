package org.hamail.recovery.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hamail.model.FaultRules;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Series;
import org.jspecify.annotations.Nullable;

/**
 * What the journal of one logical host means for the next decision: evidence that still counts, actions, switches. It does not
 * know the present; every question about a window takes {@code now}.
 */
public final class FaultHistory {
    private final FaultRules rules;
    private final List<Entry> entries;
    private final List<Evidence> live;
    private final Optional<Report> latest;
    private final List<ActionTrace> actions;
    private final Optional<Moment> lastVerified;
    private final Optional<OperatorCommand> lastSwitch;
    private final Set<Speaker> silent;
    private final Map<Series, Report> directoryComplaints;
    private final List<Evidence> suspended;
    private final List<StandingFault> standing;
    private final Map<Series, Report> newest;
    private final Set<Series> unheard;
    private final Map<Series, Moment> ended;
    private final Optional<Entry> gateOpening;
    private final Optional<Entry> undone;
    private final Set<Long> undoneBecause;
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
        if (Boots.apart(all) != all) {
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
        this.live = List.copyOf(fold.live);
        this.latest = Optional.ofNullable(fold.latest);
        this.actions = List.copyOf(fold.actions.values());
        this.lastVerified = Optional.ofNullable(fold.lastVerified);
        this.lastSwitch = Optional.ofNullable(fold.lastSwitch);
        this.silent = Set.copyOf(fold.silent);
        this.directoryComplaints = Map.copyOf(fold.directoryComplaints);
        this.suspended = List.copyOf(fold.suspended);
        this.standing = List.copyOf(fold.standing.values());
        this.newest = Map.copyOf(fold.newest);
        this.unheard = Set.copyOf(fold.unheard);
        this.ended = Map.copyOf(fold.ended);
        this.gateOpening = Optional.ofNullable(fold.gateOpening);
        this.undone = Optional.ofNullable(fold.undone);
        this.undoneBecause = fold.undoneBecause;
        this.fold = fold;
    }

    /** One node's place in a series: who must not have said something else since. */
    record Speaker(Series series, Optional<String> node) {
        // written out: the first generated equals and hashCode of a process cost it tens of milliseconds, and this is a
        // map's key
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Speaker speaker && series.equals(speaker.series) && node.equals(speaker.node);
        }

        @Override
        public int hashCode() {
            return series.hashCode() * 31 + node.hashCode();
        }
    }

    /**
     * A notification as the fold judged it.
     *
     * @param duplicate whether it had been delivered before
     * @param evidence in it, spent or not; empty when it is none, or a duplicate
     * @param decided whether a decision names it already
     */
    public record Report(
            Entry entry,
            Notification notification,
            ReportKind testimony,
            boolean duplicate,
            Optional<Evidence> evidence,
            boolean decided) {
        Report asDecided() {
            return new Report(entry, notification, testimony, duplicate, evidence, true);
        }
    }

    public FaultRules rules() {
        return rules;
    }

    public List<Entry> entries() {
        return entries;
    }

    /** The last notification of all. */
    public Optional<Report> latest() {
        return latest;
    }

    /** Unspent evidence in the sliding window that ends now, oldest first. */
    public List<Evidence> evidence(Moment now) {
        return live.stream()
                .filter(item -> within(now, item.at(), rules.window()))
                .toList();
    }

    /** What is suspected now: the counting evidence by series. */
    public List<Suspicion> suspicions(Moment now) {
        return bySeries(evidence(now));
    }

    /**
     * The same, and with it the latest notification's own evidence when no decision has seen it yet, even if that evidence is
     * spent: its gate is closed then, and the decision says so. Nothing may be done on this ground.
     */
    public List<Suspicion> suspicionsWithLatest(Moment now) {
        Optional<Evidence> own = latest.filter(report -> !report.decided())
                .flatMap(Report::evidence)
                .filter(item -> item.spent().isPresent());
        if (own.isEmpty()) {
            return suspicions(now);
        }
        List<Evidence> counting = new ArrayList<>(evidence(now));
        counting.add(own.get());
        return bySeries(counting);
    }

    private List<Suspicion> bySeries(List<Evidence> counting) {
        if (counting.isEmpty()) {
            return List.of();
        }
        Map<Series, List<Evidence>> bySeries = new LinkedHashMap<>();
        for (Evidence item : counting) {
            bySeries.computeIfAbsent(item.series(), key -> new ArrayList<>()).add(item);
        }
        List<Suspicion> suspicions = new ArrayList<>(bySeries.size());
        bySeries.forEach((series, evidence) -> suspicions.add(Suspicion.of(series, evidence, rules)));
        return suspicions;
    }

    /** Whether the one who gave this evidence has not said anything else since. */
    public boolean current(Evidence item) {
        return latest.flatMap(Report::evidence).equals(Optional.of(item))
                || !silent.contains(new Speaker(item.series(), item.node()));
    }

    /** Faults that nothing has ended, whatever held them; in the order in which they were reported first. */
    public List<StandingFault> standing() {
        return standing;
    }

    /** Evidence of {@code series} in the window that counts only together with a failing probe. */
    public List<Evidence> suspended(Series series, Moment now) {
        return suspended.stream()
                .filter(item -> item.series().equals(series) && within(now, item.at(), rules.window()))
                .toList();
    }

    /** The newest report of {@code series}, by a notification or from the core. */
    public Optional<Report> newest(Series series) {
        return Optional.ofNullable(newest.get(series));
    }

    /** Which record is the newest report of each series. */
    public Map<Series, Long> newestReports() {
        Map<Series, Long> records = new LinkedHashMap<>();
        newest.forEach((series, report) -> records.put(series, report.entry().seq()));
        return records;
    }

    /** When the last fault of each series ended that ended otherwise than by its own OK. */
    public Map<Series, Moment> ended() {
        return ended;
    }

    /** Whether {@code report} is a problem of a kind that would stand. */
    public boolean wouldStand(Notification report) {
        return HistoryFold.wouldStand(report, rules);
    }

    /** When the last fault of {@code series} ended otherwise than by its own OK: by a verified action, a probe or a decision. */
    public Optional<Moment> ended(Series series) {
        return Optional.ofNullable(ended.get(series));
    }

    /** Series whose problem only the core shows; empty once any notification has come. */
    public Set<Series> unheard() {
        return unheard;
    }

    /** What an operator did since the last notification that opens the gates {@code downtime} and {@code host}. */
    public Optional<Entry> gateOpening() {
        return gateOpening;
    }

    /**
     * The first decision to act, about evidence that still counts, that neither an intent nor another decision about it has
     * followed: its worker never started, or died on the way.
     */
    public Optional<Entry> undone(Moment now) {
        return undone.filter(
                decision -> evidence(now).stream().map(Evidence::seq).anyMatch(undoneBecause::contains));
    }

    /** Every real action, oldest first. */
    public List<ActionTrace> actions() {
        return actions;
    }

    /** Actions whose end is not known: in flight, or left behind by a worker that died. */
    public List<ActionTrace> unfinished() {
        return those(ActionTrace::unfinished);
    }

    /** The actions after which nothing automatic happens until a person acknowledges. */
    public List<ActionTrace> hardStops() {
        return those(trace -> trace.hardStop() && !trace.acknowledged());
    }

    private List<ActionTrace> those(Predicate<ActionTrace> wanted) {
        List<ActionTrace> those = new ArrayList<>(0);
        for (ActionTrace trace : actions) {
            if (wanted.test(trace)) {
                those.add(trace);
            }
        }
        return those;
    }

    private Optional<ActionTrace> last(Predicate<ActionTrace> wanted) {
        for (int i = actions.size() - 1; i >= 0; i--) {
            if (wanted.test(actions.get(i))) {
                return Optional.of(actions.get(i));
            }
        }
        return Optional.empty();
    }

    /** The last restart that failed within the window, and that neither a verified action nor a person nor time has mended. */
    public Optional<ActionTrace> failedRestart(Moment now) {
        return last(trace -> trace.failedRestart()
                && !trace.acknowledged()
                && !trace.healed()
                && within(now, trace.end(), rules.window()));
    }

    /** Automatic actions of this kind begun within the window, whatever came of them. */
    public long automatic(Action action, Moment now) {
        return actions.stream()
                .filter(trace -> trace.intent().action() == action
                        && !trace.manual()
                        && within(now, trace.begun(), rules.window()))
                .count();
    }

    /** Automatic restarts begun within the window, whatever came of them. */
    public int restarts(Moment now) {
        int count = 0;
        for (ActionTrace trace : actions) {
            if (countsAsRestart(trace, now)) {
                count++;
            }
        }
        return count;
    }

    private boolean countsAsRestart(ActionTrace trace, Moment now) {
        return trace.intent().action() == Action.RESTART
                && !trace.manual()
                && within(now, trace.begun(), rules.window());
    }

    /** How long until fewer than {@code limit} restarts are left in the window; empty when waiting does not help. */
    public Optional<Duration> untilRestartsBelow(int limit, Moment now) {
        List<Duration> leaving = actions.stream()
                .filter(trace -> countsAsRestart(trace, now))
                .map(trace -> rules.window().minus(now.since(trace.begun())))
                .sorted()
                .toList();
        int mustLeave = leaving.size() - limit + 1;
        return limit < 1 || mustLeave < 1 ? Optional.empty() : Optional.of(leaving.get(mustLeave - 1));
    }

    /** The end of the last automatic failover, however it ended. */
    public Optional<Moment> lastFailoverEnd() {
        return lastFailover().map(ActionTrace::end);
    }

    Optional<ActionTrace> lastFailover() {
        return last(trace -> trace.intent().action() == Action.FAILOVER && !trace.manual());
    }

    /** When the last action was verified: the settle time counts from here. */
    public Optional<Moment> lastVerified() {
        return lastVerified;
    }

    /** The last of {@code pause}, {@code off}, {@code on}, {@code resume} that took effect. */
    public Optional<OperatorCommand> lastSwitch() {
        return lastSwitch;
    }

    /** The verb of the last switch when it was one that closes: {@code pause} or {@code off}. */
    public Optional<String> switchedOffBy() {
        return lastSwitch.map(OperatorCommand::verb).filter(verb -> verb.equals("pause") || verb.equals("off"));
    }

    /** The newest notification within the window that blames the user/group directory and was not followed by an OK. */
    public Optional<Report> directoryComplaint(Moment now) {
        if (directoryComplaints.isEmpty()) {
            return Optional.empty();
        }
        return directoryComplaints.values().stream()
                .filter(report -> within(now, report.entry().at(), rules.window()))
                .max(Comparator.comparingLong(report -> report.entry().seq()));
    }

    /** Less than {@code span} ago; a clock that went back between two boots keeps everything within. */
    static boolean within(Moment now, Moment then, Duration span) {
        return now.since(then).compareTo(span) < 0;
    }
}
