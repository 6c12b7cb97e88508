package org.hamail.recovery.status;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hamail.model.ServiceState;
import org.hamail.recovery.ReconcileFindings;
import org.hamail.recovery.Site;
import org.hamail.recovery.WorkerDefect;
import org.hamail.recovery.WorkerPresence;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.HeldFault;
import org.hamail.recovery.policy.HoldAdvice;
import org.hamail.recovery.policy.Reading;

/**
 * The worst thing that can be said about a logical host: what failed, then what stands, then what was switched.
 *
 * @param warning whether it is less grave than its condition mostly is
 */
record StatusFinding(Condition condition, String sentence, boolean warning) {
    /** A worker starts within a second; one that has not for so long never will. */
    private static final Duration START = Duration.ofSeconds(60);

    private StatusFinding(Condition condition, String sentence) {
        this(condition, sentence, false);
    }

    /** Judges what a look has found. */
    static StatusFinding of(Site site, ReconcileFindings found) throws IOException {
        return worst(site, found, finding(site, found));
    }

    /** What stands, and what is only shown by the core, come between what failed and what people have switched. */
    private static StatusFinding worst(Site site, ReconcileFindings found, StatusFinding base) throws IOException {
        if (base.condition().compareTo(Condition.BLOCKED) >= 0 || base.condition() == Condition.ACTING) {
            return base;
        }
        FaultHistory history = found.situation().history();
        Optional<String> defect = WorkerDefect.last(history.entries());
        if (defect.isPresent()) {
            return new StatusFinding(Condition.FAILED, defect.get());
        }
        if (!found.held().isEmpty()
                && found.held().stream().noneMatch(fault -> fault.closed().isEmpty())) {
            return held(site, found, base); // a gate has closed since it was decided
        }
        Optional<StatusFinding> todo = todo(site, found);
        return todo.isPresent() ? todo.get() : held(site, found, base);
    }

    /** What a worker does, or should be doing. */
    private static Optional<StatusFinding> todo(Site site, ReconcileFindings found) throws IOException {
        Optional<Entry> undone =
                found.situation().history().undone(found.situation().now());
        Optional<HeldFault> waiting = found.waiting();
        if ((undone.isPresent() || waiting.isPresent()) && WorkerPresence.isThere(site)) {
            String what = undone.map(StatusFinding::decided).orElseGet(() -> sentence(site, waiting.orElseThrow()));
            var patience = new WorkerPatience(site, found);
            return Optional.of(
                    patience.isOver()
                            ? new StatusFinding(Condition.PENDING, what + patience.sentence())
                            : new StatusFinding(Condition.ACTING, what + ", and a worker is acting on it"));
        }
        if (undone.isPresent()) {
            boolean early = isYoung(site, undone.get());
            return Optional.of(new StatusFinding(
                    Condition.PENDING,
                    decided(undone.get()) + " and not begun: no worker is there; hamail "
                            + (isFailover(undone.get()) ? "switch" : "restart") + " acts now",
                    early));
        }
        if (waiting.isPresent()) {
            return Optional.of(new StatusFinding(
                    Condition.PENDING,
                    sentence(site, waiting.get()) + ": no worker is there; hamail reconcile starts one",
                    OpenFor.of(found.situation(), waiting.get().fault())
                            .isWithin(START, new WorkerMissingSince(site))));
        }
        return Optional.empty();
    }

    private static StatusFinding held(Site site, ReconcileFindings found, StatusFinding base) {
        Optional<HeldFault> unexpected =
                found.held().stream().filter(fault -> !fault.isExpected()).findFirst();
        if (unexpected.isPresent()) {
            return new StatusFinding(Condition.HELD, sentence(site, unexpected.get()) + more(found));
        }
        Optional<String> unheard = unheard(found);
        if (unheard.isPresent()) {
            return new StatusFinding(Condition.UNHEARD, unheard.get());
        }
        if (base.condition() == Condition.OVERDUE || found.held().isEmpty()) {
            return base;
        }
        return new StatusFinding(Condition.HELD, sentence(site, found.held().get(0)) + more(found), true);
    }

    static String sentence(Site site, HeldFault fault) {
        return fault.sentence(site.moments().now().time(), ZoneId.systemDefault());
    }

    private static String more(ReconcileFindings found) {
        int others = found.held().size() - 1;
        return others == 0 ? "" : "; " + others + " more " + (others == 1 ? "fault stands" : "faults stand");
    }

    private static Optional<String> unheard(ReconcileFindings found) {
        FaultHistory history = found.situation().history();
        SortedSet<String> unheard = new TreeSet<>();
        SortedSet<String> outlived = new TreeSet<>();
        history.unheard().forEach(each -> unheard.add(each.words()));
        found.unreported().stream()
                .map(report -> NodeSeries.of(report.seen()))
                .forEach(each -> (history.isFirstHeardFromCore(each) ? unheard : outlived).add(each.words()));
        if (!unheard.isEmpty()) {
            return Optional.of("the core shows a problem of " + String.join(", ", unheard)
                    + ", and no notification has come: its event handler does not reach hamail; check the command"
                    + " of the handler");
        }
        return outlived.isEmpty()
                ? Optional.empty()
                : Optional.of("the core still shows a problem of " + String.join(", ", outlived)
                        + ", which was over for hamail by a probe of its own, an action or another report: it is probed"
                        + " again; where that serves, check the command of the service");
    }

    private static boolean isYoung(Site site, Entry entry) {
        return site.moments().now().since(entry.at()).compareTo(START) <= 0;
    }

    private static boolean isFailover(Entry decision) {
        return decision.event() instanceof DecisionRecord made
                && made.decision().equals(Decision.Word.FAILOVER.word());
    }

    private static String decided(Entry decision) {
        return decision.event() instanceof DecisionRecord made
                ? made.decision() + " decided at " + decision.at().time() + " (" + made.reason() + ")"
                : "";
    }

    private static StatusFinding finding(Site site, ReconcileFindings found) throws IOException {
        Optional<StatusFinding> open = ofOpenActions(site, found);
        if (open.isPresent()) {
            return open.get();
        }
        if (!(found.situation().service() instanceof Reading.Known<ServiceState> known)) {
            return new StatusFinding(
                    Condition.BLOCKED,
                    "the operator's switch cannot be read: nothing is acted on until 'hamail on', 'pause' or 'off' sets it anew");
        }
        return ofSwitch(site, found.situation().history(), known.value());
    }

    private static StatusFinding ofSwitch(Site site, FaultHistory history, ServiceState state) throws IOException {
        Optional<String> contradiction = history.switchedOffBy();
        if (state.position() == ServiceState.Switch.ON && contradiction.isPresent()) {
            String words = "the switch says on and the journal says " + contradiction.get();
            return new StatusFinding(Condition.BLOCKED, words + ": nothing is acted on until 'hamail on'");
        }
        Optional<ActionTrace> failed = lastFailed(history);
        return failed.isPresent()
                ? ofFailed(site, failed.get())
                : switched(state, site.moments().now());
    }

    private static StatusFinding ofFailed(Site site, ActionTrace failed) throws IOException {
        return failed.verified().isEmpty() && WorkerPresence.isThere(site)
                ? new StatusFinding(
                        Condition.ACTING, failed.words() + " was refused, and what comes next is in progress")
                : new StatusFinding(
                        Condition.FAILED, failed.words() + " " + failed.failure() + "; " + HoldAdvice.after(failed));
    }

    /** Actions that have not ended, or ended in a way after which nothing automatic happens. */
    private static Optional<StatusFinding> ofOpenActions(Site site, ReconcileFindings found) throws IOException {
        FaultHistory history = found.situation().history();
        if (!history.unfinished().isEmpty()) {
            return Optional.of(
                    unfinished(site, found, history.unfinished().get(0).words()));
        }
        return history.hardStops().stream().findFirst().map(StatusFinding::stopped);
    }

    private static StatusFinding unfinished(Site site, ReconcileFindings found, String what) throws IOException {
        if (!WorkerPresence.isThere(site)) {
            String rest = "; the next worker asks the engine for it, hamail reconcile does so now";
            return new StatusFinding(Condition.INDETERMINATE, what + " has an unknown outcome" + rest);
        }
        var patience = new WorkerPatience(site, found);
        return patience.isOver()
                ? new StatusFinding(Condition.INDETERMINATE, what + " has not ended" + patience.sentence())
                : new StatusFinding(Condition.ACTING, what + " is in progress");
    }

    private static StatusFinding stopped(ActionTrace stop) {
        boolean open = stop.outcome().equals(Optional.of(Outcome.Result.INDETERMINATE));
        return new StatusFinding(
                open ? Condition.INDETERMINATE : Condition.BLOCKED,
                stop.words() + " " + stop.failure() + "; nothing automatic happens until 'hamail ack'");
    }

    /** The last action, when it failed and neither a later verified one nor a person has closed it. */
    private static Optional<ActionTrace> lastFailed(FaultHistory history) {
        return history.actions().stream()
                .filter(trace -> trace.failed() && !trace.acknowledged())
                .reduce((first, second) -> second);
    }

    private static StatusFinding switched(ServiceState state, Moment now) {
        String by = " by " + state.who() + (state.reason().isEmpty() ? "" : ": " + state.reason());
        boolean overdue = state.until()
                .map(until -> now.time().isAfter(Instant.parse(until)))
                .orElse(false);
        if (state.position() == ServiceState.Switch.ON) {
            return new StatusFinding(Condition.IDLE, "on and idle");
        }
        String what = state.position() == ServiceState.Switch.PAUSED ? "paused" : "off";
        if (overdue) {
            return new StatusFinding(
                    Condition.OVERDUE,
                    what + by + ", should have ended at " + state.until().orElse(""));
        }
        return new StatusFinding(
                state.position() == ServiceState.Switch.PAUSED ? Condition.PAUSED : Condition.OFF,
                what + by + state.until().map(until -> ", until " + until).orElse(""));
    }
}
