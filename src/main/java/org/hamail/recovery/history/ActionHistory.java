package org.hamail.recovery.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hamail.model.FaultRules;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.jspecify.annotations.Nullable;

/** Every real action and what came of it; a dry run is none. */
final class ActionHistory {
    private final FaultRules rules;
    private final Map<String, ActionTrace> actions = new LinkedHashMap<>();
    private final Set<String> dryRuns = new HashSet<>();
    /** Those after which the service is certainly on the node that was intended. */
    private final Set<String> whereIntended = new HashSet<>();

    private @Nullable Moment lastVerified;

    ActionHistory(FaultRules rules) {
        this.rules = rules;
    }

    ActionHistory(ActionHistory other) {
        this(other.rules);
        actions.putAll(other.actions);
        dryRuns.addAll(other.dryRuns);
        whereIntended.addAll(other.whereIntended);
        lastVerified = other.lastVerified;
    }

    void take(Entry entry, Intent intent, boolean manual) {
        if (intent.dryRun()) {
            dryRuns.add(intent.id());
        } else {
            actions.put(intent.id(), ActionTrace.begun(intent, manual, entry));
        }
    }

    void take(Entry entry, Outcome outcome) {
        if (outcome.wasTried()) {
            actions.computeIfPresent(outcome.id(), (id, trace) -> trace.ended(outcome.result(), entry));
            if (outcome.isWhereIntended()) {
                whereIntended.add(outcome.id());
            }
        } else {
            actions.remove(outcome.id());
        }
    }

    /** Also of an action whose intent is further back than was read. Returns whether the service was seen to work. */
    boolean take(Entry entry, Verification verification) {
        if (dryRuns.contains(verification.id())) {
            return false;
        }
        actions.computeIfPresent(verification.id(), (id, trace) -> trace.verified(verification.ok(), entry));
        if (verification.ok()) {
            lastVerified = entry.at();
            change(ActionTrace::failed, ActionTrace::closed);
        }
        return verification.ok();
    }

    /**
     * The node at which {@code verification} looked; empty where that is not certain: after a refusal or an end that is not known the
     * service is looked at wherever it is.
     */
    Optional<String> nodeOf(Verification verification) {
        boolean certain = whereIntended.contains(verification.id()) && !verification.isFoundLater();
        return Optional.ofNullable(actions.get(verification.id()))
                .filter(trace -> certain)
                .map(ActionTrace::intent)
                .flatMap(intent -> intent.action() == Action.FAILOVER ? intent.to() : intent.from());
    }

    /** The service was seen to work although actions had failed. */
    void takeHealed() {
        change(ActionTrace::failed, ActionTrace::healedLater);
    }

    /** An operator has taken note of every action that is over. */
    void acknowledge() {
        change(trace -> !trace.unfinished(), ActionTrace::closed);
    }

    private void change(Predicate<ActionTrace> which, UnaryOperator<ActionTrace> how) {
        actions.replaceAll((id, trace) -> which.test(trace) ? how.apply(trace) : trace);
    }

    /** Of older actions only those count that nobody has ended or acknowledged, and the last failover. */
    void forgetOld(Moment now) {
        Optional<ActionTrace> failover = lastFailover();
        actions.values()
                .removeIf(trace -> !trace.unfinished()
                        && (trace.acknowledged() || !trace.hardStop())
                        && !FaultHistory.within(now, trace.end(), rules.window())
                        && !failover.equals(Optional.of(trace)));
    }

    int size() {
        return actions.size();
    }

    List<ActionTrace> all() {
        return List.copyOf(actions.values());
    }

    boolean isAnyUnfinished() {
        return isAny(ActionTrace::unfinished);
    }

    boolean isStopped() {
        return isAny(ActionHistory::stops);
    }

    List<ActionTrace> unfinished() {
        return those(ActionTrace::unfinished);
    }

    List<ActionTrace> hardStops() {
        return those(ActionHistory::stops);
    }

    private static boolean stops(ActionTrace trace) {
        return trace.hardStop() && !trace.acknowledged();
    }

    private boolean isAny(Predicate<ActionTrace> wanted) {
        for (ActionTrace trace : actions.values()) {
            if (wanted.test(trace)) {
                return true;
            }
        }
        return false;
    }

    private List<ActionTrace> those(Predicate<ActionTrace> wanted) {
        List<ActionTrace> those = new ArrayList<>(0);
        for (ActionTrace trace : actions.values()) {
            if (wanted.test(trace)) {
                those.add(trace);
            }
        }
        return those;
    }

    private Optional<ActionTrace> last(Predicate<ActionTrace> wanted) {
        ActionTrace last = null;
        for (ActionTrace trace : actions.values()) {
            last = wanted.test(trace) ? trace : last;
        }
        return Optional.ofNullable(last);
    }

    Optional<ActionTrace> failedRestart(Moment now) {
        return last(trace -> trace.failedRestart()
                && !trace.acknowledged()
                && !trace.healed()
                && FaultHistory.within(now, trace.end(), rules.window()));
    }

    /** Automatic ones of this kind begun within the window, whatever came of them. */
    int automatic(Action action, Moment now) {
        int count = 0;
        for (ActionTrace trace : actions.values()) {
            if (counts(trace, action, now)) {
                count++;
            }
        }
        return count;
    }

    private boolean counts(ActionTrace trace, Action action, Moment now) {
        return trace.intent().action() == action
                && !trace.manual()
                && FaultHistory.within(now, trace.begun(), rules.window());
    }

    /** How long until fewer than {@code limit} restarts are left in the window; empty when waiting does not help. */
    Optional<Duration> untilRestartsBelow(int limit, Moment now) {
        List<Duration> leaving = actions.values().stream()
                .filter(trace -> counts(trace, Action.RESTART, now))
                .map(trace -> rules.window().minus(now.since(trace.begun())))
                .sorted()
                .toList();
        int mustLeave = leaving.size() - limit + 1;
        return limit < 1 || mustLeave < 1 ? Optional.empty() : Optional.of(leaving.get(mustLeave - 1));
    }

    /** The last automatic one, however it ended. */
    Optional<ActionTrace> lastFailover() {
        return last(trace -> trace.intent().action() == Action.FAILOVER && !trace.manual());
    }

    Optional<Moment> lastVerified() {
        return Optional.ofNullable(lastVerified);
    }
}
