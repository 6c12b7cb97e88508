package org.hamail.directory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.PerformanceDatum;
import org.hamail.plugin.Range;
import org.hamail.plugin.Status;
import org.hamail.probe.Evaluation;
import org.hamail.probe.ExpiryRule;

/**
 * Judges what a directory answered. The cause is {@code directory} whatever it was, so that nobody acts on the mail
 * service for it; the precise cause begins the sentence.
 *
 * @param mustFind whether a search that finds nothing is a fault
 * @param warn seconds
 * @param crit seconds
 * @param timeout the limit of the conversation
 * @param expiry of the certificates that the directory shows
 */
public record DirectoryEvaluation(
        DirectoryRole role,
        boolean mustFind,
        Optional<Range> warn,
        Optional<Range> crit,
        Duration timeout,
        Optional<ExpiryRule> expiry)
        implements Evaluation<DirectoryObservation> {
    public static final String LABEL = "DIRECTORY";

    /** One that does not look at the certificates. */
    public DirectoryEvaluation(
            DirectoryRole role, boolean mustFind, Optional<Range> warn, Optional<Range> crit, Duration timeout) {
        this(role, mustFind, warn, crit, timeout, Optional.empty());
    }

    @Override
    public CheckResult evaluate(DirectoryObservation observation) {
        CheckResult result = observation instanceof DirectoryObservation.Failed failed
                ? failed(failed)
                : answered((DirectoryObservation.Answered) observation);
        var details = new ArrayList<>(observation.facts());
        details.addAll(observation.transcript());
        return result.withDetails(details);
    }

    private CheckResult failed(DirectoryObservation.Failed seen) {
        String precise = seen.cause().word()
                + (seen.cause() == Cause.TIMEOUT ? "/" + seen.phase().word() : "");
        return fault(role.status(), precise + ": " + seen.clause(), seen.timings());
    }

    private CheckResult answered(DirectoryObservation.Answered seen) {
        Timings timings = seen.timings();
        String took = "answered in " + Decimal.seconds(timings.total(), 3) + " s" + seen.silent();
        List<CheckResult> findings = findings(seen, took);
        if (!findings.isEmpty()) {
            return CheckResult.gravest(findings);
        }
        String found = seen.found() ? "" : ", nothing matches the filter";
        String left = expiry.flatMap(rule -> seen.session().flatMap(rule::left))
                .map(days -> ", " + days)
                .orElse("");
        return CheckResult.ok(LABEL, role.word() + " directory " + took + found + left, figures(timings));
    }

    private List<CheckResult> findings(DirectoryObservation.Answered seen, String took) {
        var findings = new ArrayList<CheckResult>();
        Timings timings = seen.timings();
        if (mustFind && !seen.found()) {
            findings.add(fault(role.status(), "mismatch: the search found nothing, " + took, timings));
        }
        Optional<ExpiryRule.Finding> ending =
                expiry.flatMap(rule -> seen.session().flatMap(rule::judge));
        if (ending.isPresent()) {
            Status status = ending.get().status() == Status.CRITICAL ? role.status() : Status.WARNING;
            findings.add(fault(status, "certificate: " + ending.get().sentence() + ", " + took, timings));
        }
        Decimal seconds = Decimal.seconds(timings.total());
        if (crit.isPresent() && crit.get().alerts(seconds)) {
            findings.add(fault(role.status(), "slow: " + took, timings));
        } else if (warn.isPresent() && warn.get().alerts(seconds)) {
            findings.add(fault(Status.WARNING, "slow: " + took, timings));
        }
        return findings;
    }

    private CheckResult fault(Status status, String sentence, Timings timings) {
        return CheckResult.of(LABEL, status, Cause.DIRECTORY, sentence, figures(timings));
    }

    private List<PerformanceDatum> figures(Timings timings) {
        var figures = new ArrayList<PerformanceDatum>();
        figures.add(new PerformanceDatum(
                "time",
                Decimal.seconds(timings.total()),
                "s",
                warn,
                crit,
                Optional.of(Decimal.ZERO),
                Optional.of(Decimal.seconds(timeout))));
        for (Map.Entry<Phase, Duration> phase : timings.phases().entrySet()) {
            figures.add(PerformanceDatum.of(phase.getKey().word(), Decimal.seconds(phase.getValue()), "s"));
        }
        return figures;
    }
}
