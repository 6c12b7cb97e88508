package org.hamail.recovery.status;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.policy.CoreWords;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.GateDefinition;
import org.hamail.recovery.policy.HeldFault;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;

/**
 * How long nothing has held a fault: since its report, since the end of a time gate, since a notification, an action or a
 * person opened the last gate. The monitoring core does not tell when a downtime ended, nor the configuration when its mode
 * was changed; there it counts since somebody first saw it.
 *
 * @param fault that nothing holds
 * @param since the last record that may have opened a gate
 */
record OpenFor(Situation situation, StandingFault fault, long since) {
    static OpenFor of(Situation situation, StandingFault fault) {
        return new OpenFor(situation, fault, since(situation, fault));
    }

    private static long since(Situation situation, StandingFault fault) {
        long last = Math.max(fault.newest().seq(), fault.probe().map(Entry::seq).orElse(0L));
        for (Entry entry : situation.history().entries()) {
            if (mayOpen(entry.event())) {
                last = Math.max(last, entry.seq());
            }
        }
        return last;
    }

    private static boolean mayOpen(Event event) {
        return event instanceof Outcome
                || event instanceof Verification
                || (event instanceof OperatorCommand act && act.opensGates());
    }

    /** Whether it is no longer than {@code limit}; {@code seen} remembers when somebody first saw it. */
    boolean isWithin(Duration limit, WorkerMissingSince seen) {
        FaultHistory history = situation.history();
        return history.entries().stream()
                        .filter(entry -> entry.seq() == fault.newest().seq() || mayOpen(entry.event()))
                        .anyMatch(entry -> isYoung(entry.at(), Duration.ZERO, limit))
                || isYoung(history.lastVerified(), situation.settings().settle(), limit)
                || (isFailover()
                        && isYoung(
                                history.lastFailoverEnd(), situation.settings().pingpongInterval(), limit))
                || isYoung(reported(), Duration.ZERO, limit)
                || (isUntold() && isYoung(seen.of(since), Duration.ZERO, limit));
    }

    /** Whether it is longer than {@code limit} for certain; false as long as no look has seen its gate open. */
    boolean isLongerThan(Duration limit, WorkerMissingSince seen) {
        return !isWithin(limit, seen) && !(isUntold() && seen.of(since).isEmpty());
    }

    private boolean isYoung(Optional<Moment> begin, Duration closed, Duration limit) {
        return begin.filter(at -> isYoung(at, closed, limit)).isPresent();
    }

    /** A moment that lies in the future by a clock that went back tells nothing. */
    private boolean isYoung(Moment begin, Duration closed, Duration limit) {
        Duration open = situation.now().since(begin).minus(closed);
        return !open.isNegative() && open.compareTo(limit) <= 0;
    }

    private boolean isFailover() {
        return Policy.decideStanding(situation, fault).word() == Decision.Word.FAILOVER;
    }

    private boolean isCoreAsked() {
        Reading<CoreWords> core = situation.core();
        return core instanceof Reading.Known<CoreWords> || core instanceof Reading.Unreadable<CoreWords>;
    }

    /** Where the core cannot be asked: the notification that said first that a downtime, or the host's outage, is over. */
    private Optional<Moment> reported() {
        if (isCoreAsked()) {
            return Optional.empty();
        }
        Optional<Moment> opened = Optional.empty();
        boolean closed = false;
        for (Entry entry : situation.history().entries()) {
            if (entry.event() instanceof Notification said) {
                boolean open = said.downtime().equals("0") && said.hostState().equals("UP");
                opened = open && closed ? Optional.of(entry.at()) : opened;
                closed = !open;
            }
        }
        return opened;
    }

    private static boolean isToldByCore(Gate gate) {
        return GateDefinition.DOWNTIME.is(gate) || GateDefinition.HOST.is(gate);
    }

    /** Whether the fault was held last by a gate that nobody records the opening of. */
    private boolean isUntold() {
        List<Entry> entries = situation.history().entries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).event() instanceof DecisionRecord made && HeldFault.concerns(made, fault)) {
                return made.gates().stream()
                        .anyMatch(gate -> gate.isClosed()
                                && (GateDefinition.MODE.is(gate) || (isCoreAsked() && isToldByCore(gate))));
            }
        }
        return false;
    }
}
