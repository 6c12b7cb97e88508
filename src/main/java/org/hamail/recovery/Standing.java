package org.hamail.recovery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
 */
public record Standing(
        Site site, Condition condition, String sentence, Reading<ServiceState> service, Optional<Entry> lastDecision) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** From harmless to grave. */
    public enum Condition {
        IDLE,
        PAUSED,
        OFF,
        OVERDUE,
        ACTING,
        FAILED,
        INDETERMINATE,
        BLOCKED
    }

    /** Looks at journal, switch and lock; nobody else is asked, nothing is changed. */
    public static Standing of(Site site) throws IOException, JournalUnavailable, JournalBroken {
        List<Entry> entries = new Recollection(site).recall(entry -> false).entries();
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
        return new Standing(site, finding.condition(), finding.sentence(), service, lastDecision);
    }

    private record Finding(Condition condition, String sentence) {}

    private static Finding finding(Site site, FaultHistory history, Reading<ServiceState> service) throws IOException {
        List<ActionTrace> unfinished = history.unfinished();
        if (!unfinished.isEmpty() && isWorking(site)) {
            return new Finding(Condition.ACTING, words(unfinished.get(0)) + " is in progress");
        }
        if (!unfinished.isEmpty()) {
            return new Finding(
                    Condition.INDETERMINATE,
                    words(unfinished.get(0)) + " has no known end; the next notification resolves it");
        }
        if (!history.hardStops().isEmpty()) {
            ActionTrace stop = history.hardStops().get(0);
            boolean open = stop.outcome().equals(Optional.of(Outcome.Result.INDETERMINATE));
            return new Finding(
                    open ? Condition.INDETERMINATE : Condition.BLOCKED,
                    words(stop) + " could not be verified; nothing automatic happens until 'hamail ack'");
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
                    Condition.ACTING, words(failed.get()) + " was refused, and what comes next is in progress");
        }
        return failed.map(trace -> new Finding(Condition.FAILED, words(trace) + " did not help"))
                .orElseGet(() -> switched(known.value(), site.moments().now()));
    }

    /** The last action, when it failed and neither a later verified one nor a person has closed it. */
    private static Optional<ActionTrace> lastFailed(FaultHistory history) {
        return history.actions().stream()
                .filter(trace -> trace.failedRestart() && !trace.acknowledged())
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

    /** A look takes the lock for a moment: under the journal's, so that no handler takes it for a worker. */
    private static boolean isWorking(Site site) throws IOException {
        Optional<FileLockGuard> quiet = FileLockGuard.take(site.journalLock(), PATIENCE);
        if (quiet.isEmpty()) {
            return true; // somebody is writing all the time
        }
        try (FileLockGuard held = quiet.get()) {
            Optional<FileLockGuard> free = FileLockGuard.take(site.workerLock(), Duration.ZERO);
            if (free.isPresent()) {
                free.get().close();
            }
            return held != null && free.isEmpty();
        }
    }

    private static String words(ActionTrace trace) {
        return "the " + trace.intent().action().word() + " of " + trace.intent().daemon() + " begun at "
                + trace.begun().time();
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
