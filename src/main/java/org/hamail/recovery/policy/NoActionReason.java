package org.hamail.recovery.policy;

import java.time.Duration;
import java.util.Optional;
import org.hamail.model.TimeSpan;
import org.hamail.plugin.OutputHead;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.history.Evidence;
import org.hamail.recovery.history.Report;
import org.hamail.recovery.history.ReportKind;
import org.hamail.recovery.history.Suspicion;

/** Why the evidence asks for nothing. */
record NoActionReason(Rule rule, String detail) {
    static NoActionReason of(Plan plan) {
        if (!plan.aboutOtherNodes().isEmpty()) {
            String blamed = plan.aboutOtherNodes().get(0).node().orElse("");
            return new NoActionReason(Rule.WRONG_NODE, blamed.isBlank() ? "a node without a name" : blamed);
        }
        return plan.situation()
                .history()
                .latest()
                .map(report -> of(plan, report))
                .orElse(new NoActionReason(Rule.NOTHING, ""));
    }

    private static NoActionReason of(Plan plan, Report latest) {
        if (latest.kind() == ReportKind.EVIDENCE) {
            return ofEvidence(plan, latest);
        }
        return switch (latest.kind()) {
            case WELL -> new NoActionReason(Rule.RECOVERED, "");
            case NO_CAUSE -> new NoActionReason(Rule.NO_CAUSE, "");
            case OK_IN_STATE_ONLY ->
                new NoActionReason(Rule.NOT_ACTED_ON, cause(latest.notification()) + " with the state OK");
            case NOT_ACTED_ON -> new NoActionReason(Rule.NOT_ACTED_ON, cause(latest.notification()));
            case OF_ANOTHER_CHECK ->
                new NoActionReason(
                        Rule.OTHER_CHECK,
                        OutputHead.label(latest.notification().output()).orElse(""));
            default -> new NoActionReason(Rule.UNKNOWN, "");
        };
    }

    private static NoActionReason ofEvidence(Plan plan, Report latest) {
        if (latest.duplicate()) {
            return new NoActionReason(Rule.DUPLICATE, "");
        }
        Optional<String> suspension = latest.evidence().flatMap(Evidence::suspension);
        if (suspension.isPresent() && (latest.decided() || !plan.onSuspendedEvidence())) {
            return new NoActionReason(Rule.SPENT, ": " + suspension.get());
        }
        Optional<Suspicion> own = plan.suspicion()
                .filter(each -> each.newest().seq() == latest.entry().seq());
        if (own.isPresent()) {
            return new NoActionReason(Rule.TOO_LITTLE, "" + own.get().weight());
        }
        Duration interval = plan.situation().settings().retryInterval();
        boolean expired = plan.situation().now().since(latest.entry().at()).compareTo(interval) >= 0;
        return expired
                ? new NoActionReason(Rule.EXPIRED, TimeSpan.words(interval))
                : new NoActionReason(Rule.SPENT, "");
    }

    private static String cause(Notification said) {
        return said.fault().orElse("nothing");
    }
}
