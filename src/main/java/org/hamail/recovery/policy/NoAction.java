package org.hamail.recovery.policy;

import java.util.Optional;
import org.hamail.plugin.PluginOutput;
import org.hamail.recovery.fault.Evidence;
import org.hamail.recovery.fault.FaultHistory.Report;
import org.hamail.recovery.fault.Notification;
import org.hamail.recovery.fault.Suspicion;
import org.hamail.recovery.fault.Testimony;

/** Why the evidence asks for nothing. */
record NoAction(Rule rule, String detail) {
    static NoAction of(Plan plan) {
        if (!plan.strangers().isEmpty()) {
            String blamed = plan.strangers().get(0).node().orElse("");
            return new NoAction(Rule.WRONG_NODE, blamed.isBlank() ? "a node without a name" : blamed);
        }
        return plan.situation()
                .history()
                .latest()
                .map(report -> of(plan, report))
                .orElse(new NoAction(Rule.NOTHING, ""));
    }

    private static NoAction of(Plan plan, Report latest) {
        if (latest.testimony() == Testimony.EVIDENCE) {
            return ofEvidence(plan, latest);
        }
        return switch (latest.testimony()) {
            case WELL -> new NoAction(Rule.RECOVERED, "");
            case NO_CAUSE -> new NoAction(Rule.NO_CAUSE, "");
            case NOT_ACTED_ON -> new NoAction(Rule.NOT_ACTED_ON, cause(latest.notification()));
            case OF_ANOTHER_CHECK ->
                new NoAction(
                        Rule.OTHER_CHECK,
                        PluginOutput.label(latest.notification().output()).orElse(""));
            default -> new NoAction(Rule.UNKNOWN, "");
        };
    }

    private static NoAction ofEvidence(Plan plan, Report latest) {
        if (latest.duplicate()) {
            return new NoAction(Rule.DUPLICATE, "");
        }
        Optional<String> spent = latest.evidence().flatMap(Evidence::spent);
        if (spent.isPresent() && (latest.decided() || !plan.onSpentEvidence())) {
            return new NoAction(Rule.SPENT, ": " + spent.get());
        }
        Optional<Suspicion> own = plan.suspicion()
                .filter(each -> each.newest().seq() == latest.entry().seq());
        if (own.isPresent()) {
            return new NoAction(Rule.TOO_LITTLE, "" + own.get().weight());
        }
        boolean expired = plan.situation()
                        .now()
                        .since(latest.entry().at())
                        .compareTo(plan.situation().settings().retryInterval())
                >= 0;
        return expired
                ? new NoAction(
                        Rule.EXPIRED, Words.span(plan.situation().settings().retryInterval()))
                : new NoAction(Rule.SPENT, "");
    }

    private static String cause(Notification said) {
        return said.fault().orElse("nothing");
    }
}
