package org.hamail.recovery.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hamail.recovery.history.Evidence;
import org.hamail.recovery.history.Report;

/**
 * The records that led to a decision. One that spends evidence must not name evidence that it does not mean, and an action only
 * what it is founded on.
 */
final class DecisionGrounds {
    private DecisionGrounds() {}

    /** Their numbers, ascending. */
    static List<Long> of(Plan plan, Rule rule) {
        SortedSet<Long> grounds = new TreeSet<>();
        if (rule == Rule.WRONG_NODE) {
            plan.aboutOtherNodes().forEach(item -> grounds.add(item.seq()));
        } else if (plan.action().isPresent()) {
            plan.suspicion().orElseThrow().evidence().forEach(item -> grounds.add(item.seq()));
            plan.failedRestart().filter(trace -> plan.local()).ifPresent(trace -> grounds.add(trace.seq()));
        }
        latest(plan, rule).ifPresent(report -> grounds.add(report.entry().seq()));
        return new ArrayList<>(grounds);
    }

    private static Optional<Report> latest(Plan plan, Rule rule) {
        return plan.situation().history().latest().filter(report -> !report.decided() && leadsTo(rule, report));
    }

    private static boolean leadsTo(Rule rule, Report newest) {
        return counts(newest) ? !consumes(rule) : !rule.word().acts();
    }

    private static boolean consumes(Rule rule) {
        return rule == Rule.WRONG_NODE || rule == Rule.HEALED;
    }

    private static boolean counts(Report report) {
        return report.evidence()
                .map(Evidence::suspension)
                .filter(Optional::isEmpty)
                .isPresent();
    }
}
