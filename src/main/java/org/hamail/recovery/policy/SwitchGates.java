package org.hamail.recovery.policy;

import java.util.List;
import java.util.Optional;
import org.hamail.model.ServiceState;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.Report;
import org.jspecify.annotations.Nullable;

/** The gates that people hold: service, mode, acknowledged. */
final class SwitchGates {
    private SwitchGates() {}

    static GateResult service(Plan plan) {
        Reading<ServiceState> reading = plan.situation().service();
        if (reading instanceof Reading.Unreadable<ServiceState> unreadable) {
            return GateResult.unreadable(Rule.SERVICE_UNREADABLE, unreadable.reason(), unreadable.source());
        }
        if (reading instanceof Reading.Known<ServiceState> known) {
            return service(known, plan.situation().history().switchedOffBy()).aged(known.age());
        }
        return GateResult.notAsked();
    }

    private static GateResult service(Reading.Known<ServiceState> known, Optional<String> switchedOffBy) {
        ServiceState state = known.value();
        return switch (state.position()) {
            case PAUSED -> GateResult.closed(Rule.PAUSED, words(state), words(state), "on", known.source());
            case OFF -> GateResult.closed(Rule.OFF, words(state), words(state), "on", known.source());
            case ON ->
                switchedOffBy
                        .map(verb -> contradiction(verb, known.source()))
                        .orElseGet(() -> GateResult.open("on", "on", known.source()));
        };
    }

    private static GateResult contradiction(String verb, String source) {
        String detail = "the switch says on and the journal says " + verb;
        return GateResult.closed(Rule.SERVICE_CONTRADICTORY, detail, detail, "on", source);
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
            case LOG_ONLY -> GateResult.closed(Rule.LOG_ONLY, "", "log-only", null, source);
            case RESTART_ONLY ->
                plan.due(Action.FAILOVER)
                        ? GateResult.closed(Rule.RESTART_ONLY, "", "restart-only", "failover", source)
                        : GateResult.open("restart-only", null, source);
            case FAILOVER -> GateResult.open("failover", null, source);
        };
    }

    static GateResult acknowledged(Plan plan) {
        List<ActionTrace> stops = plan.situation().history().hardStops();
        if (stops.isEmpty()) {
            return GateResult.open("nothing to acknowledge", null, "journal");
        }
        ActionTrace last = stops.get(stops.size() - 1);
        String detail =
                "the " + last.intent().action().word() + " " + last.intent().id() + " " + ending(last);
        return GateResult.closed(Rule.BLOCKED, detail, detail, null, "journal")
                .aged(plan.situation().now().since(last.end()).toSeconds());
    }

    private static String ending(ActionTrace trace) {
        @Nullable String word = trace.outcome().map(result -> result.word()).orElse("indeterminate");
        return word.equals("done") ? "could not be verified" : "ended " + word;
    }
}
