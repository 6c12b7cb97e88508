package org.hamail.recovery.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.TimeSpan;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.history.ActionEligibility;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.Suspicion;
import org.jspecify.annotations.Nullable;

/** The gates that the journal itself opens and closes: evidence, daemon, progress, settle, budget, pingpong. */
final class HistoryGates {
    private HistoryGates() {}

    static GateResult evidence(Plan plan) {
        String weight = plan.suspicion().map(each -> "" + each.weight()).orElse("0");
        String limit = "" + Suspicion.ENOUGH;
        if (plan.action().isEmpty()) {
            NoActionReason why = NoActionReason.of(plan);
            return GateResult.closed(why.rule(), why.detail(), weight, limit, "journal");
        }
        Moment newest = plan.suspicion().orElseThrow().newest().at();
        return GateResult.open(weight, limit, "journal")
                .aged(plan.situation().now().since(newest).toSeconds());
    }

    static GateResult daemon(Plan plan) {
        if (plan.suspicion().isEmpty()) {
            return GateResult.notNeeded();
        }
        Suspicion suspicion = plan.suspicion().get();
        String value =
                suspicion.series().words() + " " + suspicion.newest().cause().word();
        @Nullable String refusal = ActionEligibility.refusal(suspicion.newest());
        String source = "notification " + suspicion.newest().seq();
        return refusal == null
                ? GateResult.open(value, null, source)
                : GateResult.closed(Rule.DAEMON, refusal, value, null, source);
    }

    static GateResult progress(Plan plan) {
        List<ActionTrace> unfinished = plan.situation().history().unfinished();
        if (!unfinished.isEmpty()) {
            ActionTrace first = unfinished.get(0);
            String detail = "the " + first.intent().action().word() + " "
                    + first.intent().id() + " has no known end";
            return GateResult.closed(Rule.PROGRESS, detail, detail, "nothing", "journal")
                    .aged(plan.situation().now().since(first.begun()).toSeconds());
        }
        Reading<Boolean> other = plan.situation().otherWorker();
        if (other instanceof Reading.Unreadable<Boolean> unreadable) {
            return GateResult.unreadable(
                    Rule.PROGRESS, "it cannot be read whether somebody is acting", unreadable.source());
        }
        if (other instanceof Reading.Known<Boolean> known) {
            return known.value()
                    ? GateResult.closed(
                            Rule.PROGRESS, "a worker is acting already", "a worker", "nothing", known.source())
                    : GateResult.open("nothing", "nothing", known.source());
        }
        return GateResult.notAsked();
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
            return GateResult.open("never", limit, "journal");
        }
        Duration elapsed = plan.situation().now().since(last.get());
        String value = elapsed.toSeconds() + "s";
        if (elapsed.compareTo(interval) >= 0) {
            return GateResult.open(value, limit, "journal");
        }
        return GateResult.closed(rule, PolicyWords.ago(elapsed) + ", wait " + limit, value, limit, "journal")
                .opensIn(interval.minus(elapsed));
    }

    /** Refuses nothing: closed, it leaves only the failover. */
    static GateResult budget(Plan plan) {
        if (!plan.local()) {
            return GateResult.notNeeded();
        }
        int limit = plan.situation().settings().retryCount();
        Moment now = plan.situation().now();
        boolean failed = plan.failedRestart().isPresent();
        if (!failed && plan.restarts() < limit) {
            return GateResult.open("" + plan.restarts(), "" + limit, "journal");
        }
        String value = plan.restarts() + (failed ? ", the last one failed" : "");
        GateResult closed =
                new GateResult(GateResult.GateVerdict.CLOSED, value, "" + limit, "journal", null, null, null, "");
        return failed
                ? closed
                : plan.situation()
                        .history()
                        .untilRestartsBelow(limit, now)
                        .map(closed::opensIn)
                        .orElse(closed);
    }
}
