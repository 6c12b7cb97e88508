package org.hamail.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.Status;
import org.hamail.probe.Probe.Evaluation;

/**
 * Judges a conversation with a server: what failed, what was missing, what took too long; the worst of it counts.
 *
 * @param <A> what the server answered
 */
public abstract class NetworkEvaluation<A> implements Evaluation<NetworkObservation<A>> {
    private final Thresholds thresholds;

    protected NetworkEvaluation(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    @Override
    public final CheckResult evaluate(NetworkObservation<A> observation) {
        CheckResult result = observation instanceof NetworkObservation.Failed<A> failed
                ? failed(failed)
                : answered((NetworkObservation.Answered<A>) observation);
        var details = new ArrayList<>(observation.facts());
        details.addAll(observation.transcript());
        return result.withDetails(details);
    }

    protected abstract CheckResult failed(NetworkObservation.Failed<A> seen);

    /** What is wrong although the server answered, in the order in which it is told. */
    protected abstract List<CheckResult> findings(NetworkObservation.Answered<A> seen);

    /** The result where nothing is wrong. */
    protected abstract CheckResult fine(NetworkObservation.Answered<A> seen);

    private CheckResult answered(NetworkObservation.Answered<A> seen) {
        List<CheckResult> findings = findings(seen);
        return findings.isEmpty() ? fine(seen) : CheckResult.worst(findings);
    }

    protected final Thresholds thresholds() {
        return thresholds;
    }

    /** How long it took and who was silent, e.g. {@code 0.012 s}. */
    protected static String seconds(NetworkObservation.Answered<?> seen) {
        return Decimal.seconds(seen.timings().total(), 3) + " s" + seen.silent();
    }

    protected final Optional<Status> slowness(NetworkObservation.Answered<A> seen) {
        return thresholds.slowness(Decimal.seconds(seen.timings().total()));
    }

    /** What is wrong with the dates of the certificates, where that was asked for. */
    protected final Optional<ExpiryRule.Expiry> expiry(NetworkObservation.Answered<A> seen) {
        return isAboutExpiry(seen)
                ? thresholds.expiry().orElseThrow().judge(seen.session().orElseThrow())
                : Optional.empty();
    }

    /** How long the certificates are valid, as a clause, where that was asked for. */
    protected final String validity(NetworkObservation.Answered<A> seen) {
        Optional<String> left = isAboutExpiry(seen)
                ? thresholds.expiry().orElseThrow().left(seen.session().orElseThrow())
                : Optional.empty();
        return left.isPresent() ? ", " + left.get() : "";
    }

    private boolean isAboutExpiry(NetworkObservation.Answered<A> seen) {
        return thresholds.expiry().isPresent() && seen.session().isPresent();
    }
}
