package org.hamail.operator.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import org.hamail.model.Observer;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.jspecify.annotations.Nullable;

/**
 * One logical host in a replay: each report is answered as the handler and the worker would have, and what is held is judged
 * again when its gate opens.
 */
final class HostReplay {
    /** The time limit of hamail's own probe: what a stock plugin gave up after seconds counts only then. */
    private static final long TRUE_TIMEOUT = 660_000;

    private static final int MOST_ROUNDS = 12;
    private static final long NEVER = Long.MAX_VALUE;

    private final Rules rules;
    private final LoggedState seen;
    private final ReplayDecider judge;
    private final ReplayRecord record;
    private final ActionReplay actions;
    private final long since;
    private final Deque<Occurrence.Reported> shortTimeouts = new ArrayDeque<>();
    private long gateOpens = NEVER;

    HostReplay(Rules rules, HealthyTimes well, Storms storms, long since) {
        this.rules = rules;
        this.seen = new LoggedState(rules.logicalHost(), well);
        this.record = new ReplayRecord(rules);
        this.actions = new ActionReplay(rules, record, seen, storms);
        this.judge = new ReplayDecider(rules, record, seen, storms, actions);
        this.since = since;
    }

    /** When it is to be woken next, if nothing happens before. */
    long wake() {
        long late = shortTimeouts.isEmpty() ? NEVER : shortTimeouts.getFirst().at() + TRUE_TIMEOUT;
        return Math.min(Math.min(late, gateOpens), actions.wake());
    }

    /** Something is due at {@code now}. */
    void wakeUp(long now) {
        if (actions.wake() <= now) {
            if (actions.proceed(now)) {
                judgeAll(now, false);
            }
        } else if (!shortTimeouts.isEmpty() && shortTimeouts.getFirst().at() + TRUE_TIMEOUT <= now) {
            report(now, seen.asOfNow(shortTimeouts.removeFirst().said()));
        } else {
            gateOpens = NEVER;
            judgeAll(now, true);
        }
    }

    void take(Occurrence occurrence) {
        if (occurrence instanceof Occurrence.Reported reported) {
            take(reported);
        } else if (occurrence instanceof Occurrence.Surroundings change) {
            judgeIf(seen.take(change), change.at());
        } else if (occurrence instanceof Occurrence.Directory said) {
            judgeIf(seen.take(said), said.at());
        } else if (occurrence instanceof Occurrence.Done done) {
            take(done);
        }
    }

    private void judgeIf(boolean opened, long now) {
        if (opened && now >= since) {
            judgeAll(now, true);
        }
    }

    private void take(Occurrence.Done done) {
        record.append(done.event(), done.at());
        if (done.event() instanceof OperatorCommand act) {
            seen.take(act);
            judgeIf(act.opensGates(), done.at());
        }
    }

    private void take(Occurrence.Reported reported) {
        Occurrence.@Nullable Reported before = seen.take(reported);
        Series series = reported.series();
        boolean wasWell = before == null || before.ok();
        if (reported.ok()) {
            shortTimeouts.removeIf(late -> late.series().equals(series));
            actions.well(series);
        }
        if (reported.at() < since) {
            return;
        }
        if (reported.ok()) {
            well(reported, before != null && before.ok());
        } else if (reported.origin() == Occurrence.Origin.STATE) {
            if (wasWell && reported.said().stateType().equals("HARD")) {
                answer(reported.at(), new CoreReport(reported.said()));
            }
        } else if (reported.origin() == Occurrence.Origin.SHORT_TIMEOUT) {
            shortTimeouts.addLast(reported);
            record.unsettled(reported.series());
        } else {
            report(reported.at(), reported.said());
        }
    }

    /** An OK after an OK changes nothing. */
    private void well(Occurrence.Reported reported, boolean wasWell) {
        if (wasWell
                && !record.isUnsettled(reported.series())
                && !record.history().isStopped()) {
            return;
        }
        report(reported.at(), reported.said());
        record.settled(reported.series());
        record.endHolds(reported.series(), reported.at());
        if (actions.acknowledge(reported)) {
            judgeAll(reported.at(), true);
        }
    }

    private void report(long now, Notification said) {
        if (!said.state().equals("OK")) {
            record.unsettled(Series.of(said));
        }
        answer(now, said);
    }

    private void answer(long now, Event event) {
        record.append(event, now);
        actions.verifyIfWell(now);
        Decision decision = judge.decide(now, false);
        judge.carryOut(decision, now, true);
        judgeAll(now, false);
    }

    /** Judges whatever asks for something, or stands, until nothing is left that can be done now. */
    private void judgeAll(long now, boolean opening) {
        boolean changed = true;
        for (int i = 0; changed && i < MOST_ROUNDS && !actions.isRunning(); i++) {
            judge.beginRound();
            changed = judgeOnce(now, opening);
        }
        gateOpens = actions.isRunning() ? NEVER : judge.opensAt();
    }

    private boolean judgeOnce(long now, boolean opening) {
        if (!record.history().isAnyStanding() && !record.history().hasEvidence()) {
            return false;
        }
        Decision decision = judge.decide(now, opening);
        if (judge.carryOut(decision, now, false)) {
            return true;
        }
        return record.history().standing().stream().anyMatch(fault -> judgeStanding(fault, now, opening));
    }

    /** Whether something came of it. One remote timeout alone stays too little, however long it stands. */
    private boolean judgeStanding(StandingFault fault, long now, boolean opening) {
        boolean isTooLittle = fault.series().observer() == Observer.REMOTE
                && fault.reports().size() < rules.settings().remoteFailures();
        if (isTooLittle) {
            return false;
        }
        Decision decision = judge.decideStanding(fault, now, opening);
        if (decision.word() == Decision.Word.HOLD) {
            judge.note(decision, fault.series(), now);
            return false;
        }
        boolean healed = seen.probe(fault.series(), now, opening) instanceof Confirmation.Healed;
        if (decision.word().acts() && !record.isProbed(fault, now)) {
            record.probe(fault.series(), OwnProbe.Result.FAILS, now);
            return true;
        }
        if (healed) {
            record.probe(fault.series(), OwnProbe.Result.SERVES, now);
            record.endHolds(fault.series(), now);
        }
        return healed;
    }

    /** What was decided until {@code end}. */
    HostResult result(long end) {
        return record.result(end);
    }
}
