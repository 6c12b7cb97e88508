package org.hamail.mail;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.check.Evaluation;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.PerformanceDatum;
import org.hamail.plugin.ServerText;
import org.hamail.plugin.Status;

/** Judges a conversation: what failed, what was missing, what took too long. */
public final class MailEvaluation implements Evaluation<Observation> {
    private final String label;
    private final Thresholds thresholds;

    public MailEvaluation(String label, Thresholds thresholds) {
        this.label = label;
        this.thresholds = thresholds;
    }

    @Override
    public CheckResult evaluate(Observation observation) {
        return observation instanceof Observation.Failed failed
                ? failed(failed)
                : served((Observation.Served) observation);
    }

    private CheckResult failed(Observation.Failed seen) {
        CheckResult result =
                CheckResult.of(label, seen.cause().status(), seen.cause(), seen.sentence(), figures(seen.timings()));
        return seen.cause() == Cause.TIMEOUT ? result.withPhase(seen.phase().word()) : result;
    }

    private CheckResult served(Observation.Served seen) {
        Timings timings = seen.timings();
        BigDecimal seconds = Seconds.of(timings.total());
        String took = "served in " + Seconds.rounded(timings.total()) + " s: " + seen.greeting();
        if (alerts(thresholds.crit(), seconds)) {
            return CheckResult.of(label, Status.CRITICAL, Cause.SLOW, "slow, " + took, figures(timings));
        }
        if (!seen.unheard().isEmpty()) {
            String sentence = "'" + ServerText.of(seen.unheard().get(0)) + "' did not appear, " + took;
            return CheckResult.of(label, Cause.MISMATCH.status(), Cause.MISMATCH, sentence, figures(timings));
        }
        if (alerts(thresholds.warn(), seconds)) {
            return CheckResult.of(label, Status.WARNING, Cause.SLOW, "slow, " + took, figures(timings));
        }
        return CheckResult.ok(label, took, figures(timings));
    }

    private static boolean alerts(Optional<org.hamail.plugin.Range> range, BigDecimal value) {
        return range.isPresent() && range.get().alerts(value);
    }

    private List<PerformanceDatum> figures(Timings timings) {
        var figures = new ArrayList<PerformanceDatum>();
        figures.add(new PerformanceDatum(
                "time",
                Seconds.of(timings.total()),
                "s",
                thresholds.warn(),
                thresholds.crit(),
                Optional.of(BigDecimal.ZERO),
                Optional.of(Seconds.of(thresholds.timeout()))));
        for (Map.Entry<Phase, Duration> phase : timings.phases().entrySet()) {
            figures.add(PerformanceDatum.of(phase.getKey().word(), Seconds.of(phase.getValue()), "s"));
        }
        return figures;
    }
}
