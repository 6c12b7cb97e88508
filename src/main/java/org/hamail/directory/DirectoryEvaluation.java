package org.hamail.directory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.directory.DirectoryProbe.DirectoryAnswer;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.Status;
import org.hamail.probe.ExpiryRule;
import org.hamail.probe.NetworkEvaluation;
import org.hamail.probe.NetworkObservation;
import org.hamail.probe.PhaseTimer.Timings;
import org.hamail.probe.Thresholds;

/**
 * Judges what a directory answered. The cause is {@code directory} whatever it was, so that nobody acts on the mail
 * service for it; the precise cause begins the sentence.
 */
public final class DirectoryEvaluation extends NetworkEvaluation<DirectoryAnswer> {
    public static final String LABEL = "DIRECTORY";

    private final DirectoryRole role;
    private final boolean mustFind;

    /** @param mustFind whether a search that finds nothing is a fault */
    public DirectoryEvaluation(DirectoryRole role, boolean mustFind, Thresholds thresholds) {
        super(thresholds);
        this.role = role;
        this.mustFind = mustFind;
    }

    @Override
    protected CheckResult failed(NetworkObservation.Failed<DirectoryAnswer> seen) {
        String precise = seen.cause().word()
                + (seen.cause() == Cause.TIMEOUT ? "/" + seen.phase().word() : "");
        return fault(role.status(), precise + ": " + seen.sentence(), seen.timings());
    }

    @Override
    protected CheckResult fine(NetworkObservation.Answered<DirectoryAnswer> seen) {
        String found = seen.answer().found() ? "" : ", nothing matches the filter";
        String sentence = role.word() + " directory " + took(seen) + found + validity(seen);
        return CheckResult.ok(LABEL, sentence, thresholds().figures(seen.timings()));
    }

    @Override
    protected List<CheckResult> findings(NetworkObservation.Answered<DirectoryAnswer> seen) {
        var findings = new ArrayList<CheckResult>();
        String took = took(seen);
        if (mustFind && !seen.answer().found()) {
            findings.add(fault(role.status(), "mismatch: the search found nothing, " + took, seen.timings()));
        }
        Optional<ExpiryRule.Expiry> expiry = expiry(seen);
        if (expiry.isPresent()) {
            String sentence = "certificate: " + expiry.get().sentence() + ", " + took;
            findings.add(fault(asTheRoleHasIt(expiry.get().status()), sentence, seen.timings()));
        }
        Optional<Status> slowness = slowness(seen);
        if (slowness.isPresent()) {
            findings.add(fault(asTheRoleHasIt(slowness.get()), "slow: " + took, seen.timings()));
        }
        return findings;
    }

    /**
     * While no answer has come after {@code elapsed}: what {@code awaited} is waited for, once that takes longer than {@code -w}
     * or {@code -c} allow.
     */
    public Optional<CheckResult> waiting(Duration elapsed, String awaited) {
        Decimal seconds = Decimal.seconds(elapsed, 3);
        return thresholds()
                .slowness(seconds)
                .map(status -> CheckResult.of(
                        LABEL,
                        asTheRoleHasIt(status),
                        Cause.DIRECTORY,
                        "slow: " + awaited,
                        List.of(thresholds().time(seconds))));
    }

    private static String took(NetworkObservation.Answered<DirectoryAnswer> seen) {
        return "answered in " + seconds(seen);
    }

    private Status asTheRoleHasIt(Status status) {
        return status == Status.CRITICAL ? role.status() : status;
    }

    private CheckResult fault(Status status, String sentence, Timings timings) {
        return CheckResult.of(
                LABEL, status, Cause.DIRECTORY, sentence, thresholds().figures(timings));
    }
}
