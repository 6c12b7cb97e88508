package org.hamail.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.PerformanceDatum;
import org.hamail.plugin.ServerText;
import org.hamail.probe.Probe.Evaluation;
import org.hamail.process.DaemonProbe.DaemonObservation;

/** Judges what was seen of the daemons: the worst finding gives state and cause, all of them the sentence. */
public record DaemonEvaluation(String label) implements Evaluation<DaemonObservation> {
    @Override
    public CheckResult evaluate(DaemonObservation observation) {
        List<CountFinding> findings = findings(observation);
        List<PerformanceDatum> figures = DaemonFigures.of(observation.daemons());
        // among equally grave ones, what is absent comes before what is too few or too many
        CheckResult worst = CheckResult.worst(Stream.concat(
                        findings.stream().filter(CountFinding::isAbsent),
                        findings.stream().filter(finding -> !finding.isAbsent()))
                .map(leading -> result(leading, findings, figures))
                .toList());
        return worst.withDetails(DaemonDetails.of(observation.daemons()));
    }

    /** The leading finding comes first, so that no cut can hide it; then the others in their order. */
    private CheckResult result(CountFinding leading, List<CountFinding> findings, List<PerformanceDatum> figures) {
        var others = new ArrayList<>(findings);
        others.remove(leading);
        others.add(0, leading);
        String sentence = others.stream().map(CountFinding::text).collect(Collectors.joining("; "));
        return new CheckResult(
                label, leading.status(), leading.cause(), Optional.empty(), sentence, figures, List.of());
    }

    private static List<CountFinding> findings(DaemonObservation observation) {
        var findings = new ArrayList<CountFinding>();
        for (ObservedDaemon daemon : observation.daemons()) {
            findings.add(CountEvaluation.judge(daemon));
        }
        for (CheckpointFile.Sighting file : observation.checkpoints()) {
            findings.add(judge(file));
        }
        for (String reason : observation.blindness()) {
            findings.add(CountFinding.of(Cause.BLIND, ServerText.of(reason)));
        }
        return findings;
    }

    private static CountFinding judge(CheckpointFile.Sighting file) {
        long age = file.age().toSeconds();
        String text =
                "checkpoint file " + ServerText.of(file.checkpoint().file().toString())
                        + (age < 0 ? " has a time " + -age + " s ahead" : " is " + age + " s old");
        return file.isStale()
                ? CountFinding.of(
                        Cause.STALE,
                        text + ", limit " + file.checkpoint().limit().toSeconds() + " s")
                : CountFinding.ok(text);
    }
}
