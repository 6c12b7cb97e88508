package org.hamail.recovery.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hamail.model.FaultRules;
import org.hamail.model.Observer;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.history.FaultHistory.Report;
import org.hamail.recovery.history.FaultHistory.Speaker;
import org.jspecify.annotations.Nullable;

/** Reads a journal once, oldest entry first, and keeps what a later decision needs. */
final class HistoryFold {
    private static final Duration SAME_EVENT = Duration.ofSeconds(60);

    /** What people say to end a downtime that no notification has ended. */
    private static final Set<String> OPENS_GATES = Set.of("resume", "on", "ack", "reconcile");

    private final FaultRules rules;
    final List<Evidence> live = new ArrayList<>();
    final Map<String, ActionTrace> actions = new LinkedHashMap<>();
    final Set<Speaker> silent = new HashSet<>();
    final List<Evidence> suspended = new ArrayList<>();
    final Map<Series, StandingFault> standing = new LinkedHashMap<>();
    final Map<Series, Report> newest = new HashMap<>();
    final Set<Series> unheard = new HashSet<>();
    final Map<Series, Moment> ended = new HashMap<>();
    final Map<Series, Report> directoryComplaints = new HashMap<>();
    private final Map<EventKey, Moment> delivered = new HashMap<>();
    private final Set<String> dryRuns = new HashSet<>();

    @Nullable
    Report latest;

    @Nullable
    Moment lastVerified;

    @Nullable
    OperatorCommand lastSwitch;

    /** What an operator did since the last notification that opens the gates which only a notification could open. */
    @Nullable
    Entry gateOpening;

    /** The first decision to act behind which no worker has written an intent or decided otherwise. */
    @Nullable
    Entry undone;

    /** What the last such decision was made because of; later ones about the same only repeat it. */
    Set<Long> undoneBecause = Set.of();

    /** The sequence number of the last record of a person who wanted an action; its intent is the record behind it. */
    private long wanted = -1;

    HistoryFold(FaultRules rules) {
        this.rules = rules;
    }

    /** One that goes on where {@code other} stands, which stays as it is. */
    HistoryFold(HistoryFold other) {
        this(other.rules);
        live.addAll(other.live);
        actions.putAll(other.actions);
        silent.addAll(other.silent);
        suspended.addAll(other.suspended);
        standing.putAll(other.standing);
        newest.putAll(other.newest);
        unheard.addAll(other.unheard);
        ended.putAll(other.ended);
        directoryComplaints.putAll(other.directoryComplaints);
        delivered.putAll(other.delivered);
        dryRuns.addAll(other.dryRuns);
        latest = other.latest;
        lastVerified = other.lastVerified;
        lastSwitch = other.lastSwitch;
        gateOpening = other.gateOpening;
        undone = other.undone;
        undoneBecause = other.undoneBecause;
        wanted = other.wanted;
    }

    /** What makes two deliveries the same event; without an id they must also be close in time. */
    private record EventKey(Series series, String state, String stateType, String attempt, Optional<String> eventId) {
        static EventKey of(Notification said) {
            return new EventKey(Series.of(said), said.state(), said.stateType(), said.attempt(), id(said));
        }

        // written out, as those of Series are
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof EventKey key
                    && series.equals(key.series)
                    && state.equals(key.state)
                    && stateType.equals(key.stateType)
                    && attempt.equals(key.attempt)
                    && eventId.equals(key.eventId);
        }

        @Override
        public int hashCode() {
            return ((series.hashCode() * 31 + state.hashCode()) * 31 + attempt.hashCode()) * 31 + eventId.hashCode();
        }

        /** A macro that is empty, was not expanded or counts no event names no event. */
        private static Optional<String> id(Notification said) {
            return said.eventId().filter(id -> !id.isBlank() && !id.startsWith("$") && !id.equals("0"));
        }
    }

    void take(Entry entry) {
        Event event = entry.event();
        if (event instanceof Notification said) {
            unheard.clear();
            gateOpening = null;
            takeReport(entry, said);
        } else if (event instanceof CoreReport core) {
            takeCoreReport(entry, core.seen());
        } else if (event instanceof DecisionRecord decision) {
            takeDecision(entry, decision);
        } else if (event instanceof Intent intent) {
            takeIntent(entry, intent);
        } else if (event instanceof Outcome outcome) {
            takeOutcome(entry, outcome);
        } else if (event instanceof Verification verification) {
            takeVerification(entry, verification);
        } else if (event instanceof OwnProbe probe) {
            takeProbe(entry, probe);
        } else if (event instanceof OperatorCommand act) {
            takeOperatorAct(entry, act);
        }
    }

    /** A problem that goes on although an action was verified was heard of before; one after an OK was not. */
    private void takeCoreReport(Entry entry, Notification seen) {
        Report before = newest.get(Series.of(seen));
        if (before == null || before.testimony() != ReportKind.EVIDENCE) {
            unheard.add(Series.of(seen));
        }
        takeReport(entry, seen);
    }

    private void takeReport(Entry entry, Notification said) {
        ReportKind testimony = ReportKind.of(said, rules);
        boolean duplicate = duplicate(entry.at(), said);
        Optional<Evidence> evidence =
                testimony == ReportKind.EVIDENCE && !duplicate ? Optional.of(evidence(entry, said)) : Optional.empty();
        latest = new Report(entry, said, testimony, duplicate, evidence, false);
        newest.put(Series.of(said), latest);
        ended.remove(Series.of(said));
        stand(latest);
        evidence.filter(item -> item.spent().isPresent()).ifPresent(suspended::add);
        if (!acting()) {
            if (testimony == ReportKind.WELL) {
                well(Series.of(said));
            } else if (!duplicate) {
                remember(latest);
            }
            if (said.state().equals("OK")) {
                directoryComplaints.remove(Series.of(said)); // also by the directory's own check
            }
        }
    }

    /** Whatever is said of a series last counts, also of what was delivered before. */
    private void stand(Report report) {
        Series series = Series.of(report.notification());
        if (!wouldStand(report.notification(), rules)) {
            standing.remove(series);
            return;
        }
        Evidence evidence = evidence(report.entry(), report.notification());
        standing.merge(
                series,
                new StandingFault(
                        series, report.entry(), report.entry(), evidence, List.of(evidence), Optional.empty()),
                (old, fresh) -> old.again(report.entry(), evidence, report.duplicate()));
    }

    /** Whether it is a problem of a kind that is acted on, of a role, check and observer that may be acted on. */
    static boolean wouldStand(Notification said, FaultRules rules) {
        return ReportKind.of(said, rules) == ReportKind.EVIDENCE
                && ActionEligibility.refusal(
                                Series.of(said), said.cause().flatMap(Cause::of).orElseThrow())
                        == null;
    }

    /** Ends the faults for which {@code which} holds without an OK of theirs. */
    private void end(Moment at, Predicate<StandingFault> which) {
        for (StandingFault fault : List.copyOf(standing.values())) {
            if (which.test(fault)) {
                standing.remove(fault.series());
                ended.put(fault.series(), at);
            }
        }
    }

    private void remember(Report report) {
        Series series = Series.of(report.notification());
        Speaker speaker = new Speaker(series, report.notification().node());
        if (report.evidence().isPresent()) {
            silent.remove(speaker);
            report.evidence().filter(item -> item.spent().isEmpty()).ifPresent(live::add);
        } else {
            silent.add(speaker);
        }
        if (report.notification().cause().equals(Optional.of(Cause.DIRECTORY.word()))
                && report.notification().state().equals("CRITICAL")) {
            directoryComplaints.put(series, report);
        }
    }

    /** An OK of its own check ends a series; a local one spends all local evidence about the daemon. */
    private void well(Series series) {
        Predicate<Evidence> ended = item -> item.series().equals(series)
                || (series.observer() == Observer.LOCAL
                        && item.series().observer() == Observer.LOCAL
                        && item.series().daemon() == series.daemon());
        live.removeIf(ended);
        suspended.removeIf(ended);
    }

    private boolean duplicate(Moment at, Notification said) {
        EventKey key = EventKey.of(said);
        Moment first = delivered.get(key);
        if (first != null && (key.eventId().isPresent() || justBefore(at, first))) {
            return true;
        }
        delivered.put(key, at);
        return false;
    }

    private static boolean justBefore(Moment at, Moment first) {
        Duration since = at.since(first);
        return !since.isNegative() && since.compareTo(SAME_EVENT) <= 0;
    }

    private Evidence evidence(Entry entry, Notification said) {
        return new Evidence(
                entry.seq(),
                entry.at(),
                Series.of(said),
                said.cause().flatMap(Cause::of).orElseThrow(),
                said.node(),
                Optional.ofNullable(spent(entry.at(), said)));
    }

    private @Nullable String spent(Moment at, Notification said) {
        String general = spent(at);
        if (general != null) {
            return general;
        }
        if (!said.downtime().equals("0")) {
            return "recorded in downtime";
        }
        if (!said.hostState().equals("UP")) {
            return "recorded while the host was not UP";
        }
        return null;
    }

    private @Nullable String spent(Moment at) {
        if (switchedOff()) {
            return "recorded while the service was not on";
        }
        if (acting()) {
            return "recorded while an action was in progress";
        }
        if (lastVerified != null && FaultHistory.within(at, lastVerified, rules.settle())) {
            return "recorded in the settle time";
        }
        return null;
    }

    private boolean switchedOff() {
        return lastSwitch != null
                && (lastSwitch.verb().equals("pause") || lastSwitch.verb().equals("off"));
    }

    private boolean acting() {
        for (ActionTrace trace : actions.values()) {
            if (trace.unfinished()) {
                return true;
            }
        }
        return false;
    }

    private void takeDecision(Entry entry, DecisionRecord decision) {
        Set<Long> because = Set.copyOf(decision.because());
        takeUndone(entry, decision, because);
        if (EvidenceConsumption.ends(decision)) {
            live.removeIf(item -> because.contains(item.seq()));
            suspended.removeIf(item -> because.contains(item.seq()));
            // a probe on a node that the service has left meanwhile says nothing of the fault itself, which goes on
            // standing
            boolean healed = decision.rule().equals(EvidenceConsumption.HEALED);
            end(
                    entry.at(),
                    fault -> because.contains(fault.newest().seq())
                            || (healed
                                    && because.contains(
                                            fault.probe().map(Entry::seq).orElse(0L))));
        } else if (EvidenceConsumption.suspends(decision)) {
            suspend(item -> because.contains(item.seq()));
        }
        if (decision.rule().equals(EvidenceConsumption.HEALED)) {
            close(trace -> trace.failed() ? trace.healedLater() : trace);
        }
        if (lastSwitch == null) {
            lastSwitch = EvidenceConsumption.switchSeen(decision);
        }
        if (latest != null && because.contains(latest.entry().seq())) {
            long answered = latest.entry().seq();
            if (!latest.decided() && EvidenceConsumption.switchSeen(decision) != null) {
                suspend(item -> item.seq() == answered);
            }
            latest = latest.asDecided();
        }
    }

    private void takeUndone(Entry entry, DecisionRecord decision, Set<Long> because) {
        boolean same = !Collections.disjoint(undoneBecause, because);
        if (Action.of(decision.decision()).isPresent()) {
            undone = undone != null && same ? undone : entry;
            undoneBecause = because;
        } else if (same) {
            undone = null; // it was decided otherwise since
        }
    }

    /** What counted until now counts again only together with a probe of hamail's own. */
    private void suspend(Predicate<Evidence> which) {
        live.stream().filter(which).forEach(suspended::add);
        live.removeIf(which);
    }

    /**
     * A probe that fails is evidence of the local fault, where there is one; otherwise of the remote series one timeout more,
     * beside those that were suspended. Both are probed by it.
     */
    private void takeProbe(Entry entry, OwnProbe probe) {
        Predicate<Series> probed = series -> series.daemon() == probe.daemon() && series.check() == probe.check();
        if (probe.result() == OwnProbe.Result.SERVES) {
            end(entry.at(), fault -> probed.test(fault.series()));
            live.removeIf(item -> probed.test(item.series()));
            suspended.removeIf(item -> probed.test(item.series()));
            return;
        }
        List<StandingFault> faults = standing.values().stream()
                .filter(fault -> probed.test(fault.series()))
                .sorted(Comparator.comparing(fault -> fault.series().observer() == Observer.REMOTE))
                .toList();
        faults.forEach(fault -> standing.put(fault.series(), fault.probed(entry)));
        if (probe.result() == OwnProbe.Result.FAILS && !faults.isEmpty()) {
            takeFailingProbe(entry, probe, faults.get(0));
        }
    }

    private void takeFailingProbe(Entry entry, OwnProbe probe, StandingFault fault) {
        Optional<String> reason = Optional.ofNullable(spent(entry.at()));
        var item = new Evidence(
                entry.seq(), entry.at(), fault.series(), fault.evidence().cause(), probe.node(), reason);
        if (reason.isPresent()) {
            suspended.add(item);
            return;
        }
        if (fault.series().observer() == Observer.REMOTE) {
            live.removeIf(old -> old.series().equals(fault.series()));
            suspended.removeIf(old -> old.series().equals(fault.series()));
            fault.reports().forEach(old -> live.add(old.countingAt(entry.at())));
        }
        silent.remove(new Speaker(fault.series(), probe.node()));
        live.add(item);
    }

    private void takeIntent(Entry entry, Intent intent) {
        undone = intent.dryRun() ? undone : null;
        if (intent.dryRun()) {
            dryRuns.add(intent.id());
        } else {
            actions.put(intent.id(), ActionTrace.begun(intent, wanted == entry.seq() - 1, entry));
        }
    }

    private void takeOutcome(Entry entry, Outcome outcome) {
        if (outcome.wasTried()) {
            actions.computeIfPresent(outcome.id(), (id, trace) -> trace.ended(outcome.result(), entry));
        } else {
            actions.remove(outcome.id());
        }
    }

    /** Also of an action whose intent is further back than was read. */
    private void takeVerification(Entry entry, Verification verification) {
        if (dryRuns.contains(verification.id())) {
            return;
        }
        actions.computeIfPresent(verification.id(), (id, trace) -> trace.verified(verification.ok(), entry));
        if (verification.ok()) {
            live.clear();
            suspended.clear();
            end(entry.at(), fault -> true);
            lastVerified = entry.at();
            close(trace -> trace.failed() ? trace.closed() : trace);
        }
    }

    private void takeOperatorAct(Entry entry, OperatorCommand act) {
        if (OPENS_GATES.contains(act.verb())) {
            gateOpening = entry;
        }

        switch (act.verb()) {
            case "pause", "off", "on" -> lastSwitch = act;
            case "resume" -> {
                if (lastSwitch == null || !lastSwitch.verb().equals("off")) {
                    lastSwitch = act;
                }
            }
            case "ack" -> {
                suspend(item -> true);
                close(trace -> trace.unfinished() ? trace : trace.closed());
            }
            case "restart", "switch" -> wanted = entry.seq();
            default -> {
                // other verbs leave their own intents; evidence stays what it is
            }
        }
    }

    private void close(UnaryOperator<ActionTrace> how) {
        actions.replaceAll((id, trace) -> how.apply(trace));
    }
}
