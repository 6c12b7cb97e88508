package org.hamail.recovery.policy;

import java.util.List;
import java.util.Optional;
import org.hamail.model.ServiceState;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.Report;
import org.hamail.recovery.policy.GateResult.Unjudged;
import org.hamail.recovery.policy.GateResult.UnreadableGate;

/** The gates that people hold: service, mode, acknowledged. */
final class SwitchGates {
    private SwitchGates() {}

    static GateResult service(Plan plan) {
        Reading<ServiceState> reading = plan.situation().service();
        if (reading instanceof Reading.Unreadable<ServiceState> unreadable) {
            return new UnreadableGate(Rule.SERVICE_UNREADABLE, unreadable.reason(), unreadable.source());
        }
        if (reading instanceof Reading.Known<ServiceState> known) {
            return service(known, plan.situation().history().switchedOffBy());
        }
        return Unjudged.NOT_ASKED;
    }

    private static GateResult service(Reading.Known<ServiceState> known, Optional<String> switchedOffBy) {
        ServiceState state = known.value();
        return switch (state.position()) {
            case PAUSED -> seen(known, words(state)).closed(Rule.PAUSED, words(state));
            case OFF -> seen(known, words(state)).closed(Rule.OFF, words(state));
            case ON ->
                switchedOffBy.map(verb -> contradiction(known, verb)).orElseGet(() -> seen(known, "on")
                        .open());
        };
    }

    private static GateResult contradiction(Reading.Known<ServiceState> known, String verb) {
        String detail = "the switch says on and the journal says " + verb;
        return seen(known, detail).closed(Rule.SERVICE_CONTRADICTORY, detail);
    }

    private static Seen seen(Reading.Known<ServiceState> known, String value) {
        return new Seen(value, "on", known.source()).aged(known.age());
    }

    private static String words(ServiceState state) {
        String position = state.position().word();
        String who = state.who().isEmpty() ? "" : " by " + state.who();
        return position + who + (state.reason().isEmpty() ? "" : ": " + state.reason());
    }

    static long age(Plan plan, Report report) {
        return plan.situation().now().since(report.entry().at()).toSeconds();
    }

    static GateResult mode(Plan plan) {
        String source = "configuration";
        return switch (plan.situation().settings().mode()) {
            case LOG_ONLY -> new Seen("log-only", null, source).closed(Rule.LOG_ONLY, "");
            case RESTART_ONLY ->
                plan.due(Action.FAILOVER)
                        ? new Seen("restart-only", "failover", source).closed(Rule.RESTART_ONLY, whyFailover(plan))
                        : new Seen("restart-only", null, source).open();
            case FAILOVER -> new Seen("failover", null, source).open();
        };
    }

    /** Why a restart is not what is due. */
    private static String whyFailover(Plan plan) {
        if (plan.failedRestart().isPresent()) {
            return ", and the last restart failed";
        }
        return plan.local() ? ", and no restart is left" : "";
    }

    static GateResult acknowledged(Plan plan) {
        List<ActionTrace> stops = plan.situation().history().hardStops();
        if (stops.isEmpty()) {
            return new Seen("nothing to acknowledge", null, "journal").open();
        }
        ActionTrace last = stops.get(stops.size() - 1);
        String detail = last.words() + " " + ending(last);
        return new Seen(detail, null, "journal")
                .aged(plan.situation().now().since(last.end()).toSeconds())
                .closed(Rule.BLOCKED, detail);
    }

    private static String ending(ActionTrace trace) {
        boolean isCertain = trace.outcome()
                .filter(end -> end != Outcome.Result.INDETERMINATE)
                .isPresent();
        return isCertain ? trace.failure() : "ended " + Outcome.Result.INDETERMINATE.word();
    }
}
