package org.hamail.recovery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.hamail.recovery.action.EngineSilent;
import org.hamail.recovery.cluster.ClusterView;
import org.hamail.recovery.cluster.ServiceState;
import org.hamail.recovery.fault.ActionTrace;
import org.hamail.recovery.fault.DecisionMade;
import org.hamail.recovery.fault.Entry;
import org.hamail.recovery.fault.FaultHistory;
import org.hamail.recovery.fault.Moment;
import org.hamail.recovery.fault.Outcome;
import org.hamail.recovery.journal.FileLockGuard;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Reading;

/**
 * What the recovery side of a logical host is doing.
 *
 * @param condition the gravest thing that can be said
 * @param sentence for people
 * @param early whether it is only to be expected yet: a worker needs a moment to start
 */
public record Standing(
        Site site,
        Condition condition,
        String sentence,
        boolean early,
        Reading<ServiceState> service,
        Optional<Entry> lastDecision) {
    /** A worker starts within a second; one that has not for so long never will. */
    private static final Duration START = Duration.ofSeconds(60);

    /** A handler that only asks whether a worker is there holds the lock for a moment. */
    private static final int LOOKS = 3;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** From harmless to grave. */
    public enum Condition {
        IDLE,
        PAUSED,
        OFF,
        OVERDUE,
        ACTING,
        PENDING,
        FAILED,
        INDETERMINATE,
        BLOCKED
    }

    /** Looks at journal, switch and lock; nobody else is asked, nothing is changed. */
    public static Standing of(Site site) throws IOException, JournalUnavailable, JournalBroken {
        List<Entry> entries = new Recollection(site).recall().entries();
        FaultHistory history = FaultHistory.of(entries, site.faultRules());
        Reading<ServiceState> service = new ServiceSwitch(site.directory()).read();
        Optional<Entry> lastDecision = Optional.empty();
        for (Entry entry : entries) {
            if (entry.event() instanceof DecisionMade) {
                lastDecision = Optional.of(entry);
            }
        }
        Finding finding = finding(site, history, service);
        Optional<String> defect = WorkerDefect.last(entries);
        if (defect.isPresent() && finding.condition() == Condition.IDLE) {
            finding = new Finding(Condition.FAILED, defect.get());
        }
        Optional<Entry> undone =
                Undone.decision(entries, history, site.moments().now());
        if (undone.isPresent() && finding.condition() == Condition.IDLE) {
            finding = undone(site, undone.get());
        }
        return new Standing(site, finding.condition(), finding.sentence(), finding.early(), service, lastDecision);
    }

    private record Finding(Condition condition, String sentence, boolean early) {
        Finding(Condition condition, String sentence) {
            this(condition, sentence, false);
        }
    }

    private static Finding undone(Site site, Entry decision) throws IOException {
        if (isWorking(site)) {
            return new Finding(Condition.ACTING, decided(decision) + ", and a worker is at it");
        }
        boolean early = site.moments().now().since(decision.at()).compareTo(START) <= 0;
        return new Finding(
                Condition.PENDING,
                decided(decision) + " and not begun: no worker is there; 'hamail restart' or 'switch' acts now",
                early);
    }

    private static String decided(Entry decision) {
        return decision.event() instanceof DecisionMade made
                ? made.decision() + " decided at " + decision.at().time() + " (" + made.reason() + ")"
                : "";
    }

    private static Finding finding(Site site, FaultHistory history, Reading<ServiceState> service) throws IOException {
        List<ActionTrace> unfinished = history.unfinished();
        if (!unfinished.isEmpty() && isWorking(site)) {
            return new Finding(Condition.ACTING, unfinished.get(0).words() + " is in progress");
        }
        if (!unfinished.isEmpty()) {
            return new Finding(
                    Condition.INDETERMINATE,
                    unfinished.get(0).words() + " has no known end; the next notification resolves it");
        }
        if (!history.hardStops().isEmpty()) {
            ActionTrace stop = history.hardStops().get(0);
            boolean open = stop.outcome().equals(Optional.of(Outcome.Result.INDETERMINATE));
            return new Finding(
                    open ? Condition.INDETERMINATE : Condition.BLOCKED,
                    stop.words() + " could not be verified; nothing automatic happens until 'hamail ack'");
        }
        if (!(service instanceof Reading.Known<ServiceState> known)) {
            return new Finding(Condition.BLOCKED, "the operator's switch cannot be read: nothing is acted on");
        }
        Optional<String> contradiction = history.switchedOffBy();
        if (known.value().position() == ServiceState.Switch.ON && contradiction.isPresent()) {
            return new Finding(
                    Condition.BLOCKED,
                    "the switch says on and the journal says " + contradiction.get()
                            + ": nothing is acted on until 'hamail on'");
        }
        Optional<ActionTrace> failed = lastFailed(history);
        if (failed.isPresent() && failed.get().verified().isEmpty() && isWorking(site)) {
            return new Finding(
                    Condition.ACTING, failed.get().words() + " was refused, and what comes next is in progress");
        }
        return failed.map(trace -> new Finding(Condition.FAILED, trace.words() + " did not help"))
                .orElseGet(() -> switched(known.value(), site.moments().now()));
    }

    /** The last action, when it failed and neither a later verified one nor a person has closed it. */
    private static Optional<ActionTrace> lastFailed(FaultHistory history) {
        return history.actions().stream()
                .filter(trace -> trace.failed() && !trace.acknowledged())
                .reduce((first, second) -> second);
    }

    private static Finding switched(ServiceState state, Moment now) {
        String by = " by " + state.who() + (state.reason().isEmpty() ? "" : ": " + state.reason());
        boolean overdue = state.until()
                .map(until -> now.time().isAfter(Instant.parse(until)))
                .orElse(false);
        if (state.position() == ServiceState.Switch.ON) {
            return new Finding(Condition.IDLE, "on and idle");
        }
        String what = state.position() == ServiceState.Switch.PAUSED ? "paused" : "off";
        if (overdue) {
            return new Finding(
                    Condition.OVERDUE,
                    what + by + ", should have ended at " + state.until().orElse(""));
        }
        return new Finding(
                state.position() == ServiceState.Switch.PAUSED ? Condition.PAUSED : Condition.OFF,
                what + by + state.until().map(until -> ", until " + until).orElse(""));
    }

    /** Whether somebody acts, or is about to. */
    private static boolean isWorking(Site site) throws IOException {
        for (int i = 1; FileLockGuard.isHeld(site.workerLock()); i++) {
            if (i == LOOKS) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return false;
    }

    /** Everything as names and values, the engine asked too; empty values where nothing is known. */
    public Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("logical_host", site.logicalHost());
        fields.put("service", serviceWord());
        fields.put("condition", condition.name().toLowerCase(Locale.ROOT));
        fields.put("detail", sentence);
        try {
            ClusterView view = site.engine().status();
            fields.put("active", view.active().orElse(""));
            fields.put("engine", view.state().name().toLowerCase(Locale.ROOT));
            fields.put("eligible", String.join(",", view.eligible()));
        } catch (EngineSilent e) {
            fields.put("active", "");
            fields.put("engine", "silent: " + e.getMessage());
            fields.put("eligible", "");
        }
        fields.put("last_decision", lastDecision.map(Standing::decision).orElse(""));
        return fields;
    }

    private String serviceWord() {
        return service instanceof Reading.Known<ServiceState> known
                ? known.value().position().name().toLowerCase(Locale.ROOT)
                : "unreadable";
    }

    private static String decision(Entry entry) {
        return entry.event() instanceof DecisionMade made
                ? "#" + entry.seq() + " " + made.decision() + " (" + made.rule() + "): " + made.reason()
                : "";
    }
}
