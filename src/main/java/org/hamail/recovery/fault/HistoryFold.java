package org.hamail.recovery.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hamail.plugin.Cause;
import org.hamail.recovery.fault.FaultHistory.Report;
import org.hamail.recovery.fault.FaultHistory.Speaker;
import org.jspecify.annotations.Nullable;

/** Reads a journal once, oldest entry first, and keeps what a later decision needs. */
final class HistoryFold {
    private static final Duration SAME_EVENT = Duration.ofSeconds(60);

    private final FaultRules rules;
    final List<Evidence> live = new ArrayList<>();
    final Map<String, ActionTrace> actions = new LinkedHashMap<>();
    final Set<Speaker> silent = new HashSet<>();
    final Map<Series, Report> directoryComplaints = new HashMap<>();
    private final Map<EventKey, Moment> delivered = new HashMap<>();
    private final Set<String> dryRuns = new HashSet<>();

    @Nullable
    Report latest;

    @Nullable
    Moment lastVerified;

    @Nullable
    OperatorAct lastSwitch;

    HistoryFold(FaultRules rules) {
        this.rules = rules;
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
            takeNotification(entry, said);
        } else if (event instanceof DecisionMade decision) {
            takeDecision(decision);
        } else if (event instanceof Intent intent) {
            takeIntent(entry, intent);
        } else if (event instanceof Outcome outcome) {
            actions.computeIfPresent(outcome.id(), (id, trace) -> trace.ended(outcome.result(), entry));
        } else if (event instanceof Verification verification) {
            takeVerification(entry, verification);
        } else if (event instanceof OperatorAct act) {
            takeOperatorAct(act);
        }
    }

    private void takeNotification(Entry entry, Notification said) {
        Testimony testimony = Testimony.of(said, rules);
        boolean duplicate = duplicate(entry.at(), said);
        Optional<Evidence> evidence =
                testimony == Testimony.EVIDENCE && !duplicate ? Optional.of(evidence(entry, said)) : Optional.empty();
        latest = new Report(entry, said, testimony, duplicate, evidence, false);
        if (!acting()) {
            if (testimony == Testimony.WELL) {
                well(Series.of(said));
            } else if (!duplicate) {
                remember(latest);
            }
            if (said.state().equals("OK")) {
                directoryComplaints.remove(Series.of(said)); // also by the directory's own check
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
        live.removeIf(item -> item.series().equals(series)
                || (series.observer() == Observer.LOCAL
                        && item.series().observer() == Observer.LOCAL
                        && item.series().daemon() == series.daemon()));
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
        if (switchedOff()) {
            return "recorded while the service was not on";
        }
        if (!said.downtime().equals("0")) {
            return "recorded in downtime";
        }
        if (!said.hostState().equals("UP")) {
            return "recorded while the host was not UP";
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

    private void takeDecision(DecisionMade decision) {
        Set<Long> because = Set.copyOf(decision.because());
        if (SpendingDecision.spendsAll(decision)) {
            live.removeIf(item -> because.contains(item.seq()));
        }
        if (decision.rule().equals(SpendingDecision.HEALED)) {
            close(trace -> trace.failedRestart() ? trace.healedLater() : trace);
        }
        if (lastSwitch == null) {
            lastSwitch = SpendingDecision.switchSeen(decision);
        }
        if (latest != null && because.contains(latest.entry().seq())) {
            long answered = latest.entry().seq();
            if (!latest.decided() && SpendingDecision.switchSeen(decision) != null) {
                live.removeIf(item -> item.seq() == answered);
            }
            latest = latest.asDecided();
        }
    }

    private void takeIntent(Entry entry, Intent intent) {
        if (intent.dryRun()) {
            dryRuns.add(intent.id());
        } else {
            actions.put(intent.id(), ActionTrace.begun(intent, entry));
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
            lastVerified = entry.at();
            close(trace -> trace.failedRestart() ? trace.closed() : trace);
        }
    }

    private void takeOperatorAct(OperatorAct act) {
        switch (act.verb()) {
            case "pause", "off", "on" -> lastSwitch = act;
            case "resume" -> {
                if (lastSwitch == null || !lastSwitch.verb().equals("off")) {
                    lastSwitch = act;
                }
            }
            case "ack" -> {
                live.clear();
                close(trace -> trace.unfinished() ? trace : trace.closed());
            }
            default -> {
                // other verbs leave their own intents; evidence stays what it is
            }
        }
    }

    private void close(UnaryOperator<ActionTrace> how) {
        actions.replaceAll((id, trace) -> how.apply(trace));
    }
}
