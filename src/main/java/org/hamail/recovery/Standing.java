package org.hamail.recovery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.hamail.recovery.action.EngineSilent;
import org.hamail.recovery.cluster.ClusterView;
import org.hamail.recovery.cluster.ServiceState;
import org.hamail.recovery.fault.Action;
import org.hamail.recovery.fault.ActionTrace;
import org.hamail.recovery.fault.DecisionMade;
import org.hamail.recovery.fault.Entry;
import org.hamail.recovery.fault.FaultHistory;
import org.hamail.recovery.fault.Moment;
import org.hamail.recovery.fault.Outcome;
import org.hamail.recovery.fault.Series;
import org.hamail.recovery.journal.FileLockGuard;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.HeldFault;
import org.hamail.recovery.policy.Reading;

/**
 * What the recovery side of a logical host is doing.
 *
 * @param condition the gravest thing that can be said
 * @param sentence for people
 * @param warning whether it is less grave than its condition mostly is: held as people want it, or a worker that needs a
 *     moment to start
 * @param found what stands
 */
public record Standing(
        Site site,
        Condition condition,
        String sentence,
        boolean warning,
        Reading<ServiceState> service,
        Optional<Entry> lastDecision,
        Reconciler.Findings found) {
    /** A worker starts within a second; one that has not for so long never will. */
    private static final Duration START = Duration.ofSeconds(60);

    /** A handler that only asks whether a worker is there holds the lock for a moment. */
    private static final int LOOKS = 3;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** From harmless to grave. */
    public enum Condition {
        IDLE,
        OFF,
        PAUSED,
        ACTING,
        OVERDUE,
        UNHEARD,
        HELD,
        PENDING,
        BLOCKED,
        INDETERMINATE,
        FAILED
    }

    /** Looks at journal, switch, lock and, where it is configured, the monitoring core; nothing is changed. */
    public static Standing of(Site site) throws IOException, JournalUnavailable, JournalBroken {
        return of(site, new Reconciler(site));
    }

    /** A worker may have ended between the look at the journal and that at its lock: then the journal says how. */
    static Standing of(Site site, Reconciler reconciler) throws IOException, JournalUnavailable, JournalBroken {
        Standing standing = of(site, reconciler.look());
        boolean missesAWorker =
                standing.condition() == Condition.INDETERMINATE || standing.condition() == Condition.PENDING;
        return missesAWorker ? of(site, reconciler.look()) : standing;
    }

    /** The same, of what a look has found already. */
    public static Standing of(Site site, Reconciler.Findings found) throws IOException {
        FaultHistory history = found.situation().history();
        Reading<ServiceState> service = found.situation().service();
        Optional<Entry> lastDecision = Optional.empty();
        for (Entry entry : history.entries()) {
            if (entry.event() instanceof DecisionMade) {
                lastDecision = Optional.of(entry);
            }
        }
        Finding finding = worst(site, found, finding(site, history, service));
        return new Standing(
                site, finding.condition(), finding.sentence(), finding.warning(), service, lastDecision, found);
    }

    private record Finding(Condition condition, String sentence, boolean warning) {
        Finding(Condition condition, String sentence) {
            this(condition, sentence, false);
        }
    }

    /** What stands, and what is only shown by the core, come between what failed and what people have switched. */
    private static Finding worst(Site site, Reconciler.Findings found, Finding base) throws IOException {
        if (base.condition().compareTo(Condition.BLOCKED) >= 0 || base.condition() == Condition.ACTING) {
            return base;
        }
        FaultHistory history = found.situation().history();
        Optional<String> defect = WorkerDefect.last(history.entries());
        if (defect.isPresent()) {
            return new Finding(Condition.FAILED, defect.get());
        }
        Optional<Entry> undone =
                Undone.decision(history.entries(), history, found.situation().now());
        if (!found.held().isEmpty()
                && found.held().stream().noneMatch(fault -> fault.closed().isEmpty())) {
            return held(site, found, base); // a gate has closed since it was decided
        }
        Optional<HeldFault> waiting = found.held().stream()
                .filter(fault -> fault.due() && fault.closed().isEmpty())
                .findFirst();
        if ((undone.isPresent() || waiting.isPresent()) && isWorking(site)) {
            String what = undone.map(Standing::decided).orElseGet(() -> sentence(site, waiting.orElseThrow()));
            return new Finding(Condition.ACTING, what + ", and a worker is at it");
        }
        if (undone.isPresent()) {
            boolean early = isYoung(site, undone.get());
            return new Finding(
                    Condition.PENDING,
                    decided(undone.get()) + " and not begun: no worker is there; hamail restart or switch acts now",
                    early);
        }
        if (waiting.isPresent()) {
            return new Finding(
                    Condition.PENDING,
                    sentence(site, waiting.get()) + ": no worker is there; hamail reconcile starts one",
                    isYoung(site, history.entries().get(history.entries().size() - 1)));
        }
        return held(site, found, base);
    }

    private static Finding held(Site site, Reconciler.Findings found, Finding base) {
        Optional<HeldFault> unexpected =
                found.held().stream().filter(fault -> !fault.isExpected()).findFirst();
        if (unexpected.isPresent()) {
            return new Finding(Condition.HELD, sentence(site, unexpected.get()) + more(found));
        }
        Optional<String> unheard = unheard(found);
        if (unheard.isPresent()) {
            return new Finding(Condition.UNHEARD, unheard.get());
        }
        if (base.condition() == Condition.OVERDUE || found.held().isEmpty()) {
            return base;
        }
        return new Finding(Condition.HELD, sentence(site, found.held().get(0)) + more(found), true);
    }

    private static String sentence(Site site, HeldFault fault) {
        return fault.sentence(site.moments().now().time(), ZoneId.systemDefault());
    }

    private static String more(Reconciler.Findings found) {
        int others = found.held().size() - 1;
        return others == 0 ? "" : "; " + others + " more " + (others == 1 ? "fault stands" : "faults stand");
    }

    private static Optional<String> unheard(Reconciler.Findings found) {
        List<String> series = new ArrayList<>();
        found.situation().history().unheard().forEach(each -> series.add(each.words()));
        found.unreported().stream()
                .map(report -> Series.of(report.seen()).words())
                .filter(words -> !series.contains(words))
                .forEach(series::add);
        Collections.sort(series);
        return series.isEmpty()
                ? Optional.empty()
                : Optional.of("the core shows a problem of " + String.join(", ", series)
                        + ", and no notification has come: its event handler does not reach hamail; check the command"
                        + " of the handler");
    }

    private static boolean isYoung(Site site, Entry entry) {
        return site.moments().now().since(entry.at()).compareTo(START) <= 0;
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
                    unfinished.get(0).words()
                            + " has no known end; the next worker asks the engine for it, hamail reconcile does so now");
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

    /** Whether somebody acts for the logical host, or is about to. */
    public boolean isWorking() throws IOException {
        return isWorking(site);
    }

    static boolean isWorking(Site site) throws IOException {
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
        fields.put("standing", standing());
        fields.put("next", found.nextOpening().map(Instant::toString).orElse(""));
        fields.put("last_decision", lastDecision.map(Standing::decision).orElse(""));
        return fields;
    }

    /** Every fault that stands, with what holds it. */
    private String standing() {
        return found.held().stream().map(fault -> sentence(site, fault)).collect(Collectors.joining("; "));
    }

    /** Seconds since the oldest fault was reported that stands, 0 without. */
    public long age() {
        return found.held().stream()
                .mapToLong(fault -> fault.age(found.situation()))
                .max()
                .orElse(0);
    }

    /** Automatic actions of this kind within {@code retry_interval}. */
    public long recent(Action action) {
        FaultHistory history = found.situation().history();
        return history.automatic(action, found.situation().now());
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
