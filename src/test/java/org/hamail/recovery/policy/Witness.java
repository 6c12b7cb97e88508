package org.hamail.recovery.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings;
import org.hamail.model.Role;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;

/**
 * Reads a journal in the plainest way, by looking back from one record to all before it, and shares nothing with the
 * history that the policy uses: what both say must agree.
 */
record Witness(List<Entry> entries, PolicySettings settings, Moment now) {

    Optional<Notification> latest() {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).event() instanceof Notification said) {
                return Optional.of(said);
            }
        }
        return Optional.empty();
    }

    /** What the core said last of downtime and host; empty once an operator has said behind it that both are over. */
    Optional<Notification> lastWord() {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).event() instanceof OperatorCommand act
                    && Set.of("resume", "on", "ack", "reconcile").contains(act.verb())) {
                return Optional.empty();
            }
            if (entries.get(i).event() instanceof Notification said) {
                return Optional.of(said);
            }
        }
        return Optional.empty();
    }

    /** An action whose end was not known before record {@code index}. */
    boolean acting(int index) {
        for (int i = 0; i < index; i++) {
            if (entries.get(i).event() instanceof Intent intent && !intent.dryRun() && endOf(intent, index) < 0) {
                return true;
            }
        }
        return false;
    }

    boolean acting() {
        return acting(entries.size());
    }

    /** Where the action ended, before {@code index}: certainly failed, or looked at. */
    private int endOf(Intent intent, int index) {
        int end = -1;
        for (int i = 0; i < index; i++) {
            Event event = entries.get(i).event();
            boolean lookedAt = event instanceof Verification verification
                    && verification.id().equals(intent.id());
            boolean failed = event instanceof Outcome outcome
                    && outcome.id().equals(intent.id())
                    && outcome.result() == Outcome.Result.FAILED;
            end = lookedAt || failed ? i : end;
        }
        return end;
    }

    private boolean good(Intent intent) {
        boolean good = false;
        for (Entry entry : entries) {
            if (entry.event() instanceof Verification verification
                    && verification.id().equals(intent.id())) {
                good = verification.ok();
            }
        }
        return good;
    }

    private Optional<Outcome.Result> outcome(Intent intent) {
        return entries.stream()
                .filter(entry ->
                        entry.event() instanceof Outcome outcome && outcome.id().equals(intent.id()))
                .map(entry -> ((Outcome) entry.event()).result())
                .reduce((first, second) -> second);
    }

    /** A failover that was not seen to work, or a restart of which nobody knows, and no ack behind it. */
    boolean hardStop() {
        for (Entry entry : entries) {
            if (entry.event() instanceof Intent intent && !intent.dryRun()) {
                int end = endOf(intent, entries.size());
                boolean bad = end >= 0 && !good(intent);
                boolean uncertain = intent.action() == Action.FAILOVER
                        || outcome(intent).equals(Optional.of(Outcome.Result.INDETERMINATE));
                if (bad && uncertain && !verbAfter("ack", end)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean verbAfter(String verb, int index) {
        for (int i = index + 1; i < entries.size(); i++) {
            if (entries.get(i).event() instanceof OperatorCommand act
                    && act.verb().equals(verb)) {
                return true;
            }
        }
        return false;
    }

    /** The switch as it stood before record {@code index}. */
    boolean switchedOn(int index) {
        boolean on = true;
        for (int i = 0; i < index; i++) {
            if (entries.get(i).event() instanceof OperatorCommand act) {
                on = switch (act.verb()) {
                    case "pause", "off" -> false;
                    case "on", "resume" -> true;
                    default -> on;
                };
            }
        }
        return on;
    }

    boolean settling(int index, Moment at) {
        for (int i = 0; i < index; i++) {
            if (entries.get(i).event() instanceof Verification verification
                    && verification.ok()
                    && younger(at, entries.get(i).at(), settings.settle())) {
                return true;
            }
        }
        return false;
    }

    boolean settling() {
        return settling(entries.size(), now);
    }

    int restartsInWindow() {
        int count = 0;
        for (Entry entry : entries) {
            if (entry.event() instanceof Intent intent
                    && intent.action() == Action.RESTART
                    && younger(now, entry.at(), settings.retryInterval())) {
                count++;
            }
        }
        return count;
    }

    boolean failedRestartInWindow() {
        for (Entry entry : entries) {
            if (entry.event() instanceof Intent intent && intent.action() == Action.RESTART) {
                int end = endOf(intent, entries.size());
                if (end >= 0 && !good(intent) && younger(now, entries.get(end).at(), settings.retryInterval())) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean failoverEndedWithin(Duration interval) {
        for (Entry entry : entries) {
            if (entry.event() instanceof Intent intent && intent.action() == Action.FAILOVER) {
                int end = endOf(intent, entries.size());
                if (end >= 0 && younger(now, entries.get(end).at(), interval)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * By what {@code series} stands, or does not: what was reported last of it and says something of the daemon; after an action
     * only what is OK or evidence, for another problem may be what the action causes.
     */
    Optional<Notification> newest(NodeSeries series) {
        Notification other = null;
        boolean actedBefore = false;
        for (int i = entries.size() - 1; i >= 0; i--) {
            Event event = entries.get(i).event();
            if (event instanceof Intent intent && !intent.dryRun()) {
                actedBefore = true;
            } else if (event instanceof Notification said && NodeSeries.of(said).equals(series)) {
                if (said.state().equals("OK") || faulty(said)) {
                    return Optional.of(other == null || actedBefore ? said : other);
                }
                if (said.cause().isPresent() && Set.of("CRITICAL", "WARNING").contains(said.state())) {
                    other = said;
                    actedBefore = false;
                }
            }
        }
        return Optional.ofNullable(other);
    }

    /** Whether an own probe, made with everything in order, found at {@code seq} that a fault of {@code daemon} is there. */
    boolean countsAsProbe(long seq, Role daemon) {
        int index = (int) seq - 1;
        Entry entry = entries.get(index);
        return entry.event() instanceof OwnProbe probe
                && probe.daemon() == daemon
                && probe.result() == OwnProbe.Result.FAILS
                && switchedOn(index)
                && !acting(index)
                && !settling(index, entry.at())
                && younger(now, entry.at(), settings.retryInterval());
    }

    /** Whether an own probe behind record {@code seq} found what was reported there still failing: it counts again. */
    boolean probedSince(long seq) {
        for (int i = (int) seq; i < entries.size(); i++) {
            if (entries.get(i).event() instanceof OwnProbe probe && countsAsProbe(i + 1L, probe.daemon())) {
                return true;
            }
        }
        return false;
    }

    /** Whether this record is evidence that was recorded with everything in order and that nothing has spent since. */
    boolean counts(long seq) {
        int index = (int) seq - 1;
        Entry entry = entries.get(index);
        return entry.event() instanceof Notification said
                && faulty(said)
                && said.downtime().equals("0")
                && said.hostState().equals("UP")
                && switchedOn(index)
                && !acting(index)
                && !settling(index, entry.at())
                && !redelivered(index, said)
                && younger(now, entry.at(), settings.retryInterval())
                && !spentSince(index, said);
    }

    boolean faulty(Notification said) {
        boolean problem = said.state().equals("CRITICAL") || said.state().equals("WARNING");
        Optional<Cause> cause = said.cause().flatMap(Cause::of);
        boolean ofTheObserver = said.phase().equals(Optional.of("resolve"));
        return problem
                && cause.isPresent()
                && !ofTheObserver
                && settings.actOn().contains(cause.get());
    }

    private boolean redelivered(int index, Notification said) {
        for (int i = 0; i < index; i++) {
            if (entries.get(i).event().equals(said)) {
                return true;
            }
        }
        return false;
    }

    private boolean spentSince(int index, Notification said) {
        for (int i = index + 1; i < entries.size(); i++) {
            Event event = entries.get(i).event();
            boolean cleared = event instanceof Verification verification && verification.ok();
            boolean acked = event instanceof OperatorCommand act && act.verb().equals("ack");
            boolean well = event instanceof Notification later && !acting(i) && silences(later, said);
            boolean decided =
                    event instanceof DecisionRecord made && made.because().contains(index + 1L) && spends(made);
            if (cleared || acked || well || decided) {
                return true;
            }
        }
        return false;
    }

    /** An OK of the same series, or a local one about the daemon for local evidence; one of a node of that node only. */
    private static boolean silences(Notification later, Notification said) {
        boolean sameDaemon = later.daemon() == said.daemon();
        boolean sameSeries = sameDaemon && later.check() == said.check() && later.observer() == said.observer();
        boolean bothLocal = later.observer() == Observer.LOCAL && said.observer() == Observer.LOCAL;
        boolean sameNode = later.node().isEmpty() || later.node().equals(said.node());
        return later.state().equals("OK") && sameNode && (sameSeries || (sameDaemon && bothLocal));
    }

    private static boolean spends(DecisionRecord made) {
        return made.rule().equals("healed")
                || made.rule().equals("wrong-node")
                || made.gates().stream().anyMatch(Witness::closedMode);
    }

    private static boolean closedMode(Gate gate) {
        return gate.gate().equals("mode") && Boolean.FALSE.equals(gate.open());
    }

    private static boolean younger(Moment now, Moment then, Duration span) {
        return now.since(then).compareTo(span) < 0;
    }
}
