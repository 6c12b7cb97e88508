package org.hamail.recovery.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.TimeSpan;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.history.ActionEligibility;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.Suspicion;
import org.hamail.recovery.policy.GateResult.ExhaustedGate;
import org.hamail.recovery.policy.GateResult.Unjudged;
import org.hamail.recovery.policy.GateResult.UnreadableGate;
import org.jspecify.annotations.Nullable;

/** The gates that the journal itself opens and closes: evidence, daemon, progress, settle, budget, pingpong. */
final class HistoryGates {
    /** In what the gate {@code budget} saw; a restart that was not done is followed by what the engine said of it. */
    static final String LAST_FAILED = ", the last one failed";

    private static final String JOURNAL = "journal";

    private HistoryGates() {}

    static GateResult evidence(Plan plan) {
        String weight = plan.suspicion().map(each -> "" + each.weight()).orElse("0");
        Seen evidence = new Seen(weight, "" + Suspicion.ENOUGH, JOURNAL);
        if (plan.action().isEmpty()) {
            NoActionReason why = NoActionReason.of(plan);
            return evidence.closed(why.rule(), why.detail());
        }
        Moment newest = plan.suspicion().orElseThrow().newest().at();
        return evidence.aged(plan.situation().now().since(newest).toSeconds()).open();
    }

    static GateResult daemon(Plan plan) {
        if (plan.suspicion().isEmpty()) {
            return Unjudged.NOT_NEEDED;
        }
        Suspicion suspicion = plan.suspicion().get();
        String value =
                suspicion.series().words() + " " + suspicion.newest().cause().word();
        @Nullable String refusal = ActionEligibility.refusal(suspicion.newest());
        Seen seen = new Seen(value, null, "notification " + suspicion.newest().seq());
        return refusal == null ? seen.open() : seen.closed(Rule.DAEMON, refusal);
    }

    static GateResult progress(Plan plan) {
        List<ActionTrace> unfinished = plan.situation().history().unfinished();
        return unfinished.isEmpty() ? otherWorker(plan.situation().otherWorker()) : unfinished(plan, unfinished.get(0));
    }

    private static GateResult unfinished(Plan plan, ActionTrace first) {
        boolean isDone =
                first.outcome().filter(end -> end == Outcome.Result.DONE).isPresent();
        String detail = first.words() + (isDone ? " is not verified yet" : " has an unknown outcome yet");
        return new Seen(detail, "nothing", JOURNAL)
                .aged(plan.situation().now().since(first.begun()).toSeconds())
                .closed(Rule.PROGRESS, detail);
    }

    private static GateResult otherWorker(Reading<Boolean> other) {
        if (other instanceof Reading.Unreadable<Boolean> unreadable) {
            return new UnreadableGate(
                    Rule.PROGRESS, "it cannot be read whether a worker is acting", unreadable.source());
        }
        return other instanceof Reading.Known<Boolean> known ? otherWorker(known) : Unjudged.NOT_ASKED;
    }

    private static GateResult otherWorker(Reading.Known<Boolean> known) {
        return known.value()
                ? new Seen("a worker", "nothing", known.source()).closed(Rule.PROGRESS, "a worker is acting already")
                : new Seen("nothing", "nothing", known.source()).open();
    }

    static GateResult settle(Plan plan) {
        return since(
                plan,
                plan.situation().history().lastVerified(),
                plan.situation().settings().settle(),
                Rule.SETTLE);
    }

    static GateResult pingpong(Plan plan) {
        return since(
                plan,
                plan.situation().history().lastFailoverEnd(),
                plan.situation().settings().pingpongInterval(),
                Rule.PINGPONG);
    }

    /** Opens when {@code interval} has passed since {@code last}; a clock that went back keeps it closed. */
    private static GateResult since(Plan plan, Optional<Moment> last, Duration interval, Rule rule) {
        String limit = TimeSpan.words(interval);
        if (last.isEmpty()) {
            return new Seen("never", limit, JOURNAL).open();
        }
        Duration elapsed = plan.situation().now().since(last.get());
        String detail = PolicyWords.ago(elapsed) + (elapsed.isNegative() ? ", wait " : ", less than ") + limit;
        Seen seen = new Seen(elapsed.toSeconds() + "s", limit, JOURNAL);
        return elapsed.compareTo(interval) >= 0
                ? seen.open()
                : seen.closed(rule, detail).opensIn(interval.minus(elapsed));
    }

    static GateResult budget(Plan plan) {
        if (!plan.local()) {
            return Unjudged.NOT_NEEDED;
        }
        int limit = plan.situation().settings().retryCount();
        if (plan.failedRestart().isPresent()) {
            return afterFailure(plan, plan.failedRestart().get(), limit);
        }
        Seen restarts = new Seen("" + plan.restarts(), "" + limit, JOURNAL);
        return plan.restarts() < limit ? restarts.open() : exhausted(plan, restarts, limit);
    }

    private static GateResult afterFailure(Plan plan, ActionTrace failed, int limit) {
        String why = failed.refusal().map(text -> ": " + text).orElse("");
        return new ExhaustedGate(new Seen(plan.restarts() + LAST_FAILED + why, "" + limit, JOURNAL), Optional.empty());
    }

    private static GateResult exhausted(Plan plan, Seen restarts, int limit) {
        Situation situation = plan.situation();
        return new ExhaustedGate(restarts, situation.history().untilRestartsBelow(limit, situation.now()));
    }
}
