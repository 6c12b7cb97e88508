package org.hamail.recovery.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hamail.model.ClusterView;
import org.hamail.model.PolicySettings;
import org.hamail.model.PolicySettings.RestartScope;
import org.hamail.model.TimeSpan;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.history.Suspicion;
import org.hamail.recovery.policy.GateResult.RefusingGate;

/** From a situation to a decision. Pure and total: always a decision, always a rule, a sentence and every gate. */
public final class Policy {
    private static final Policy SHIPPED = new Policy(GateDefinition::judge);

    private final BiFunction<GateDefinition, Plan, GateResult> judge;

    Policy(BiFunction<GateDefinition, Plan, GateResult> judge) {
        this.judge = judge;
    }

    /** The decision of the policy that is shipped. */
    public static Decision decide(Situation situation) {
        return SHIPPED.of(situation);
    }

    /**
     * What would be decided if a probe of hamail's own had just found {@code fault} still there. When it acts and only the gate
     * {@code confirm} (and {@code storm}, which is asked last) is missing, that probe is due.
     */
    public static Decision decideStanding(Situation situation, StandingFault fault) {
        return SHIPPED.decision(Plan.ofStanding(situation, fault));
    }

    Decision of(Situation situation) {
        Plan plan = Plan.of(situation);
        GateResults results = GateResults.of(plan, judge);
        return plan.onSuspendedEvidence() && results.firstRefusal().isEmpty()
                ? decision(Plan.withoutSuspended(situation))
                : decision(plan, results);
    }

    private Decision decision(Plan plan) {
        return decision(plan, GateResults.of(plan, judge));
    }

    private Decision decision(Plan plan, GateResults results) {
        Situation situation = plan.situation();
        Optional<RefusingGate> refusal = results.firstRefusal();
        Rule rule = refusal.map(RefusingGate::rule).orElseGet(() -> actionRule(plan));
        boolean acts = rule.word().acts();
        List<GateDefinition> missing = acts ? results.notAsked() : List.of();
        Optional<String> target = acts && plan.due(Action.FAILOVER) ? target(situation) : Optional.empty();
        String detail = refusal.map(RefusingGate::detail).orElseGet(() -> actionDetail(plan, target));
        Instant now = situation.now().time();
        DecisionRecord made = new DecisionRecord(
                rule.word().word(),
                rule.id(),
                rule.sentence(suspect(plan), detail),
                results.recorded(now),
                DecisionGrounds.of(plan, rule));
        return new Decision(
                rule.word(),
                made,
                acts ? Optional.of(scope(plan)) : Optional.empty(),
                target,
                rule.word() == Decision.Word.HOLD ? results.opensAt(now) : Optional.empty(),
                missing,
                plan.action().flatMap(due -> plan.suspicion()).map(Suspicion::series),
                !acts && othersDue(plan));
    }

    /** Evidence that was held up before is not forgotten because something else was reported. */
    private boolean othersDue(Plan answer) {
        Plan everything = Plan.ofEverything(answer.situation());
        return everything.action().isPresent()
                && !everything.suspicion().equals(answer.suspicion())
                && GateResults.of(everything, judge).firstRefusal().isEmpty();
    }

    private static Rule actionRule(Plan plan) {
        if (plan.due(Action.RESTART)) {
            return restartRule(plan.suspicion().orElseThrow().newest().cause());
        }
        if (!plan.due(Action.FAILOVER)) {
            return Rule.NOTHING;
        }
        if (!plan.local()) {
            return Rule.FAILOVER_REMOTE;
        }
        return plan.failedRestart().isPresent() ? Rule.FAILOVER_RESTART_FAILED : Rule.FAILOVER_BUDGET;
    }

    private static Rule restartRule(Cause cause) {
        return switch (cause) {
            case ABSENT -> Rule.RESTART_ABSENT;
            case TIMEOUT -> Rule.RESTART_TIMEOUT;
            default -> Rule.RESTART_FAULT;
        };
    }

    private static String actionDetail(Plan plan, Optional<String> target) {
        PolicySettings settings = plan.situation().settings();
        return plan.due(Action.RESTART)
                ? (plan.restarts() + 1) + " of " + settings.retryCount() + " within "
                        + TimeSpan.words(settings.retryInterval())
                : target.map(node -> " to " + node).orElse("");
    }

    private static String suspect(Plan plan) {
        if (plan.action().isPresent()) {
            return PolicyWords.suspect(plan.suspicion().orElseThrow());
        }
        return plan.situation()
                .history()
                .latest()
                .map(report -> Series.of(report.notification()).words())
                .orElse("nothing");
    }

    private static String scope(Plan plan) {
        boolean one = plan.due(Action.RESTART) && plan.situation().settings().restartScope() == RestartScope.DAEMON;
        return one ? plan.suspicion().orElseThrow().series().daemon().word() : "all";
    }

    private static Optional<String> target(Situation situation) {
        return situation.answer(Question.ENGINE) instanceof Reading.Known<ClusterView> known
                ? known.value().target()
                : Optional.empty();
    }
}
