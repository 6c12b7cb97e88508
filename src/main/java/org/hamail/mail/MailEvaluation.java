package org.hamail.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.hamail.mail.session.Phase;
import org.hamail.mail.session.Timings;
import org.hamail.model.MailProtocol;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.PerformanceDatum;
import org.hamail.plugin.Range;
import org.hamail.plugin.ServerText;
import org.hamail.plugin.Status;
import org.hamail.probe.Evaluation;
import org.hamail.probe.ExpiryRule;

/** Judges a conversation: what failed, what was missing, what took too long; the gravest of it counts. */
public final class MailEvaluation implements Evaluation<MailObservation> {
    private final MailProtocol protocol;
    private final Thresholds thresholds;

    public MailEvaluation(MailProtocol protocol, Thresholds thresholds) {
        this.protocol = protocol;
        this.thresholds = thresholds;
    }

    @Override
    public CheckResult evaluate(MailObservation observation) {
        return observation instanceof MailObservation.Failed failed
                ? failed(failed)
                : served((MailObservation.Served) observation);
    }

    private CheckResult failed(MailObservation.Failed seen) {
        CheckResult result = of(seen.cause().status(), seen.cause(), seen.sentence(), seen.timings());
        return seen.cause() == Cause.TIMEOUT ? result.withPhase(seen.phase().word()) : result;
    }

    private CheckResult served(MailObservation.Served seen) {
        String served = "served in " + Decimal.seconds(seen.timings().total(), 3) + " s" + seen.silent();
        List<CheckResult> findings = findings(seen, served + ": " + seen.greeting());
        return findings.isEmpty()
                ? CheckResult.ok(
                        protocol.label(),
                        noted(served + validity(seen) + ": " + seen.greeting()),
                        figures(seen.timings()))
                : CheckResult.gravest(findings);
    }

    /** How long the certificates are valid, where that was asked for. */
    private String validity(MailObservation.Served seen) {
        Optional<String> left =
                thresholds.expiry().isPresent() && seen.session().isPresent()
                        ? thresholds.expiry().get().left(seen.session().get())
                        : Optional.empty();
        return left.isPresent() ? ", " + left.get() : "";
    }

    private List<CheckResult> findings(MailObservation.Served seen, String took) {
        var findings = new ArrayList<CheckResult>();
        if (thresholds.expiry().isPresent() && seen.session().isPresent()) {
            Optional<ExpiryRule.Finding> expiry =
                    thresholds.expiry().get().judge(seen.session().get());
            if (expiry.isPresent()) {
                String sentence = expiry.get().sentence() + ", " + took;
                findings.add(of(expiry.get().status(), Cause.CERTIFICATE, sentence, seen.timings()));
            }
        }
        if (!seen.unheard().isEmpty()) {
            String sentence = quoted(seen.unheard()) + " did not appear, " + took;
            findings.add(of(Cause.MISMATCH.status(), Cause.MISMATCH, sentence, seen.timings()));
        }
        Decimal seconds = Decimal.seconds(seen.timings().total());
        if (alerts(thresholds.crit(), seconds)) {
            findings.add(of(Status.CRITICAL, Cause.SLOW, "slow, " + took, seen.timings()));
        } else if (alerts(thresholds.warn(), seconds)) {
            findings.add(of(Status.WARNING, Cause.SLOW, "slow, " + took, seen.timings()));
        }
        return findings;
    }

    private static String quoted(List<String> unheard) {
        var words = new StringJoiner("', '", "'", "'");
        for (String word : unheard) {
            words.add(ServerText.of(word));
        }
        return words.toString();
    }

    private CheckResult of(Status status, Cause cause, String sentence, Timings timings) {
        return CheckResult.of(protocol.label(), status, cause, noted(sentence), figures(timings));
    }

    /** Nobody restarts a mail server because of its web pages, and whoever reads the sentence is to know. */
    private String noted(String sentence) {
        return protocol == MailProtocol.HTTP ? sentence + " (notify only)" : sentence;
    }

    private static boolean alerts(Optional<Range> range, Decimal value) {
        return range.isPresent() && range.get().alerts(value);
    }

    private List<PerformanceDatum> figures(Timings timings) {
        var figures = new ArrayList<PerformanceDatum>();
        figures.add(new PerformanceDatum(
                "time",
                Decimal.seconds(timings.total()),
                "s",
                thresholds.warn(),
                thresholds.crit(),
                Optional.of(Decimal.ZERO),
                Optional.of(Decimal.seconds(thresholds.timeout()))));
        for (Map.Entry<Phase, Duration> phase : timings.phases().entrySet()) {
            figures.add(PerformanceDatum.of(phase.getKey().word(), Decimal.seconds(phase.getValue()), "s"));
        }
        return figures;
    }
}
