package org.hamail.recovery.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamail.recovery.cluster.ServiceState;
import org.hamail.recovery.fault.Action;
import org.hamail.recovery.fault.ActionTrace;
import org.hamail.recovery.fault.FaultHistory.Report;
import org.jspecify.annotations.Nullable;

/** The gates that people hold: service, mode, acknowledged. */
final class SwitchGates {
    private SwitchGates() {}

    static Judgement service(Plan plan) {
        Reading<ServiceState> reading = plan.situation().service();
        if (reading instanceof Reading.Unreadable<ServiceState> unreadable) {
            return Judgement.unreadable(Rule.SERVICE_UNREADABLE, unreadable.reason(), unreadable.source());
        }
        if (reading instanceof Reading.Known<ServiceState> known) {
            return service(known, plan.situation().history().switchedOffBy()).aged(known.age());
        }
        return Judgement.notAsked();
    }

    private static Judgement service(Reading.Known<ServiceState> known, Optional<String> switchedOffBy) {
        ServiceState state = known.value();
        return switch (state.position()) {
            case PAUSED -> Judgement.closed(Rule.PAUSED, words(state), words(state), "on", known.source());
            case OFF -> Judgement.closed(Rule.OFF, words(state), words(state), "on", known.source());
            case ON ->
                switchedOffBy
                        .map(verb -> contradiction(verb, known.source()))
                        .orElseGet(() -> Judgement.open("on", "on", known.source()));
        };
    }

    private static Judgement contradiction(String verb, String source) {
        String detail = "the switch says on and the journal says " + verb;
        return Judgement.closed(Rule.SERVICE_CONTRADICTORY, detail, detail, "on", source);
    }

    private static String words(ServiceState state) {
        String position = state.position().name().toLowerCase(Locale.ROOT);
        String who = state.who().isEmpty() ? "" : " by " + state.who();
        return position + who + (state.reason().isEmpty() ? "" : ": " + state.reason());
    }

    static long age(Plan plan, Report report) {
        return plan.situation().now().since(report.entry().at()).toSeconds();
    }

    static Judgement mode(Plan plan) {
        String source = "configuration";
        return switch (plan.situation().settings().mode()) {
            case LOG_ONLY -> Judgement.closed(Rule.LOG_ONLY, "", "log-only", null, source);
            case RESTART_ONLY ->
                plan.due(Action.FAILOVER)
                        ? Judgement.closed(Rule.RESTART_ONLY, "", "restart-only", "failover", source)
                        : Judgement.open("restart-only", null, source);
            case FAILOVER -> Judgement.open("failover", null, source);
        };
    }

    static Judgement acknowledged(Plan plan) {
        List<ActionTrace> stops = plan.situation().history().hardStops();
        if (stops.isEmpty()) {
            return Judgement.open("nothing to acknowledge", null, "journal");
        }
        ActionTrace last = stops.get(stops.size() - 1);
        String detail =
                "the " + last.intent().action().word() + " " + last.intent().id() + " " + ending(last);
        return Judgement.closed(Rule.BLOCKED, detail, detail, null, "journal")
                .aged(plan.situation().now().since(last.end()).toSeconds());
    }

    private static String ending(ActionTrace trace) {
        @Nullable String word = trace.outcome().map(result -> result.word()).orElse("indeterminate");
        return word.equals("done") ? "could not be verified" : "ended " + word;
    }
}
