package org.hamail.operator.replay;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.model.Role;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.policy.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The actions of a replay. Each ends 30 s after its decision; it is verified when the daemon is well within the time for that,
 * and has failed otherwise. What nobody acknowledges is acknowledged at the next OK.
 */
final class ActionReplay {
    private static final String ANOTHER_NODE = "another node";

    private final Rules rules;
    private final ReplayRecord record;
    private final LoggedState seen;
    private final Storms storms;
    private @Nullable RunningAction running;
    private boolean ended;
    private @Nullable Role stopped;
    private int holder;
    private int count;

    ActionReplay(Rules rules, ReplayRecord record, LoggedState seen, Storms storms) {
        this.rules = rules;
        this.record = record;
        this.seen = seen;
        this.storms = storms;
    }

    boolean isRunning() {
        return running != null;
    }

    /** When something is to be looked at next. */
    long wake() {
        return running == null ? Long.MAX_VALUE : running.wake(ended);
    }

    /** What an engine would say that works and has somewhere to go. */
    ClusterView view() {
        String active = node(holder);
        return new ClusterView(
                Optional.of(active), ClusterView.State.RUNNING, List.of(node(holder + 1)), true, Optional.empty());
    }

    private String node(int index) {
        int others = rules.nodes().size();
        if (others < 2) {
            return index % 2 == 0 && others == 1 ? rules.nodes().get(0) : ANOTHER_NODE;
        }
        return rules.nodes().get(index % others);
    }

    void begin(Decision decision, Series suspect, long now) {
        Action action = Action.of(decision.word().word()).orElseThrow();
        var intent = new Intent(
                "replay-" + ++count,
                action,
                decision.daemon().orElse("all"),
                Optional.of(node(holder)),
                decision.target(),
                false);
        record.append(intent, now);
        storms.add(rules.logicalHost(), now);
        long end = now + RunningAction.DURATION;
        running = new RunningAction(
                intent, suspect, now, end, end + rules.verifyTimeout().toMillis(), seen.problems(suspect.daemon()));
        ended = false;
    }

    /** An OK of {@code series}. */
    void well(Series series) {
        if (running != null) {
            running.well(series);
        }
    }

    /** After the end of the action, the last OK verifies it. */
    void verifyIfWell(long now) {
        if (running != null && ended && running.isWell()) {
            finish(running, now, true);
        }
    }

    /** Whether the action is over; its end, or the end of the time for its verification, has come. */
    boolean proceed(long now) {
        RunningAction action = running;
        if (action == null) {
            return false;
        }
        if (!ended) {
            assumeDone(action, now);
        }
        if (action.isWell() || now >= action.deadline()) {
            finish(action, now, action.isWell());
        }
        return running == null;
    }

    private void assumeDone(RunningAction action, long now) {
        ended = true;
        record.append(new Outcome(action.intent().id(), Outcome.Result.DONE, "assumed", new BigDecimal("30.00")), now);
        if (action.isFailover()) {
            holder++;
        }
    }

    private void finish(RunningAction action, long now, boolean ok) {
        String detail = ok ? "the log shows OK" : "the log shows no OK in time";
        record.append(new Verification(action.intent().id(), ok, detail), now);
        record.acted(action, now, ok ? "verified" : "not verified");
        stopped = !ok && action.isFailover() ? action.suspect().daemon() : stopped;
        running = null;
    }

    /** Whether this OK ends a hard stop. */
    boolean acknowledge(Occurrence.Reported reported) {
        if (stopped == null || stopped != reported.said().daemon()) {
            return false;
        }
        stopped = null;
        record.append(new OperatorCommand("ack", "replay", "the log shows OK", Optional.empty()), reported.at());
        return true;
    }
}
