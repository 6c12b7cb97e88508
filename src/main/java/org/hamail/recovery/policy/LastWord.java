package org.hamail.recovery.policy;

import java.util.Optional;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.history.Report;

/** What a notification or an operator said last of the downtime or the host, and how many seconds ago. */
record LastWord(GateResult result, long age) {
    /**
     * What the last report of the suspected series itself said: where the core can be asked, neither another service nor an
     * operator speaks for it.
     */
    static Optional<LastWord> ofSuspected(Plan plan, Rule rule, String wanted) {
        FaultHistory history = plan.situation().history();
        Optional<Report> own = plan.suspicion().isEmpty()
                ? history.latest()
                : plan.suspicion()
                        .flatMap(suspicion -> history.newest(new NodeSeries(
                                suspicion.series(), suspicion.newest().node())));
        return own.map(report -> ofReport(plan, report, rule, wanted));
    }

    /** What a notification or an operator said last. */
    static Optional<LastWord> ofAnybody(Plan plan, Rule rule, String wanted) {
        Optional<Entry> opening = plan.situation().history().gateOpening();
        if (opening.isPresent() && opening.get().event() instanceof OperatorCommand act) {
            long age = plan.situation().now().since(opening.get().at()).toSeconds();
            Seen seen = new Seen(wanted, wanted, "operator, " + act.verb()).aged(age);
            return Optional.of(new LastWord(seen.open(), age));
        }
        return plan.situation().history().latest().map(report -> ofReport(plan, report, rule, wanted));
    }

    private static LastWord ofReport(Plan plan, Report report, Rule rule, String wanted) {
        String value = rule == Rule.DOWNTIME
                ? report.notification().downtime()
                : report.notification().hostState();
        long age = SwitchGates.age(plan, report);
        String source = "notification " + report.entry().seq();
        return new LastWord(
                ReportedGates.compared(value, rule, new Seen(ReportedGates.cut(value), wanted, source).aged(age)), age);
    }
}
