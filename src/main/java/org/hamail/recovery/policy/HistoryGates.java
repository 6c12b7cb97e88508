package org.hamail.recovery.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.fault.ActedOn;
import org.hamail.recovery.fault.ActionTrace;
import org.hamail.recovery.fault.Moment;
import org.hamail.recovery.fault.Suspicion;
import org.jspecify.annotations.Nullable;

/** The gates that the journal itself opens and closes: evidence, daemon, progress, settle, budget, pingpong. */
final class HistoryGates {
    private HistoryGates() {}

    static Judgement evidence(Plan plan) {
        String weight = plan.suspicion().map(each -> "" + each.weight()).orElse("0");
        String limit = "" + Suspicion.ENOUGH;
        if (plan.action().isEmpty()) {
            NoAction why = NoAction.of(plan);
            return Judgement.closed(why.rule(), why.detail(), weight, limit, "journal");
        }
        Moment newest = plan.suspicion().orElseThrow().newest().at();
        return Judgement.open(weight, limit, "journal")
                .aged(plan.situation().now().since(newest).toSeconds());
    }

    static Judgement daemon(Plan plan) {
        if (plan.suspicion().isEmpty()) {
            return Judgement.notNeeded();
        }
        Suspicion suspicion = plan.suspicion().get();
        String value =
                suspicion.series().words() + " " + suspicion.newest().cause().word();
        @Nullable String refusal = ActedOn.refusal(suspicion.newest());
        String source = "notification " + suspicion.newest().seq();
        return refusal == null
                ? Judgement.open(value, null, source)
                : Judgement.closed(Rule.DAEMON, refusal, value, null, source);
    }

    static Judgement progress(Plan plan) {
        List<ActionTrace> unfinished = plan.situation().history().unfinished();
        if (!unfinished.isEmpty()) {
            ActionTrace first = unfinished.get(0);
            String detail = "the " + first.intent().action().word() + " "
                    + first.intent().id() + " has no known end";
            return Judgement.closed(Rule.PROGRESS, detail, detail, "nothing", "journal")
                    .aged(plan.situation().now().since(first.begun()).toSeconds());
        }
        Reading<Boolean> other = plan.situation().otherWorker();
        if (other instanceof Reading.Unreadable<Boolean> unreadable) {
            return Judgement.unreadable(
                    Rule.PROGRESS, "it cannot be read whether somebody is acting", unreadable.source());
        }
        if (other instanceof Reading.Known<Boolean> known) {
            return known.value()
                    ? Judgement.closed(
                            Rule.PROGRESS, "a worker is acting already", "a worker", "nothing", known.source())
                    : Judgement.open("nothing", "nothing", known.source());
        }
        return Judgement.notAsked();
    }

    static Judgement settle(Plan plan) {
        return since(
                plan,
                plan.situation().history().lastVerified(),
                plan.situation().settings().settle(),
                Rule.SETTLE);
    }

    static Judgement pingpong(Plan plan) {
        return since(
                plan,
                plan.situation().history().lastFailoverEnd(),
                plan.situation().settings().pingpongInterval(),
                Rule.PINGPONG);
    }

    /** Opens when {@code interval} has passed since {@code last}; a clock that went back keeps it closed. */
    private static Judgement since(Plan plan, Optional<Moment> last, Duration interval, Rule rule) {
        String limit = Words.span(interval);
        if (last.isEmpty()) {
            return Judgement.open("never", limit, "journal");
        }
        Duration elapsed = plan.situation().now().since(last.get());
        String value = elapsed.toSeconds() + "s";
        if (elapsed.compareTo(interval) >= 0) {
            return Judgement.open(value, limit, "journal");
        }
        return Judgement.closed(rule, Words.ago(elapsed) + ", wait " + limit, value, limit, "journal")
                .opensIn(interval.minus(elapsed));
    }

    /** Refuses nothing: closed, it leaves only the failover. */
    static Judgement budget(Plan plan) {
        if (!plan.local()) {
            return Judgement.notNeeded();
        }
        int limit = plan.situation().settings().retryCount();
        Moment now = plan.situation().now();
        boolean failed = plan.failedRestart().isPresent();
        if (!failed && plan.restarts() < limit) {
            return Judgement.open("" + plan.restarts(), "" + limit, "journal");
        }
        String value = plan.restarts() + (failed ? ", the last one failed" : "");
        Judgement closed = new Judgement(Judgement.Verdict.CLOSED, value, "" + limit, "journal", null, null, null, "");
        return failed
                ? closed
                : plan.situation()
                        .history()
                        .untilRestartsBelow(limit, now)
                        .map(closed::opensIn)
                        .orElse(closed);
    }
}
