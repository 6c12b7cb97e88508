package org.hamail.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.hamail.mail.MailProbe.MailAnswer;
import org.hamail.model.MailProtocol;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.ServerText;
import org.hamail.plugin.Status;
import org.hamail.probe.ExpiryRule;
import org.hamail.probe.NetworkEvaluation;
import org.hamail.probe.NetworkObservation;
import org.hamail.probe.PhaseTimer.Timings;
import org.hamail.probe.Thresholds;

/** Judges a conversation with a mail server. */
public final class MailEvaluation extends NetworkEvaluation<MailAnswer> {
    private final MailProtocol protocol;

    public MailEvaluation(MailProtocol protocol, Thresholds thresholds) {
        super(thresholds);
        this.protocol = protocol;
    }

    @Override
    protected CheckResult failed(NetworkObservation.Failed<MailAnswer> seen) {
        CheckResult result = of(seen.cause().status(), seen.cause(), seen.sentence(), seen.timings());
        boolean late = seen.cause() == Cause.TIMEOUT || seen.cause() == Cause.SATURATED;
        return late ? result.withPhase(seen.phase().word()) : result;
    }

    @Override
    protected CheckResult fine(NetworkObservation.Answered<MailAnswer> seen) {
        String sentence = served(seen) + validity(seen) + ": " + seen.answer().greeting();
        return CheckResult.ok(
                protocol.label(), noted(protocol, sentence), thresholds().figures(seen.timings()));
    }

    @Override
    protected List<CheckResult> findings(NetworkObservation.Answered<MailAnswer> seen) {
        var findings = new ArrayList<CheckResult>();
        String took = served(seen) + ": " + seen.answer().greeting();
        Optional<ExpiryRule.Expiry> expiry = expiry(seen);
        if (expiry.isPresent()) {
            String sentence = expiry.get().sentence() + ", " + took;
            findings.add(of(expiry.get().status(), Cause.CERTIFICATE, sentence, seen.timings()));
        }
        List<String> unheard = seen.answer().unheard();
        if (!unheard.isEmpty()) {
            String sentence = quoted(unheard) + " did not appear, " + took;
            findings.add(of(Cause.MISMATCH.status(), Cause.MISMATCH, sentence, seen.timings()));
        }
        Optional<Status> slowness = slowness(seen);
        if (slowness.isPresent()) {
            findings.add(of(slowness.get(), Cause.SLOW, "slow, " + took, seen.timings()));
        }
        return findings;
    }

    private static String served(NetworkObservation.Answered<MailAnswer> seen) {
        return "served in " + seconds(seen);
    }

    private static String quoted(List<String> unheard) {
        var words = new StringJoiner("', '", "'", "'");
        for (String word : unheard) {
            words.add(ServerText.of(word));
        }
        return words.toString();
    }

    private CheckResult of(Status status, Cause cause, String sentence, Timings timings) {
        return CheckResult.of(
                protocol.label(),
                status,
                cause,
                noted(protocol, sentence),
                thresholds().figures(timings));
    }

    /** The sentence, which says at its end where nothing is acted on for that protocol. */
    public static String noted(MailProtocol protocol, String sentence) {
        return protocol.isNotifyOnly() ? sentence + " (notify only)" : sentence;
    }
}
