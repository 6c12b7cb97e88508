package org.hamail.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hamail.check.Evaluation;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.ServerText;

/** Judges what was seen of the daemons: the gravest finding gives state and cause, all of them the sentence. */
public record DaemonEvaluation(String label) implements Evaluation<DaemonObservation> {
    @Override
    public CheckResult evaluate(DaemonObservation observation) {
        List<Finding> findings = findings(observation);
        int worst = 0;
        for (int i = 1; i < findings.size(); i++) {
            worst = findings.get(i).isWorseThan(findings.get(worst)) ? i : worst;
        }
        // the worst first, so that no cut can hide it; then the others in their order
        findings.add(0, findings.remove(worst));
        return new CheckResult(
                label,
                findings.get(0).status(),
                findings.get(0).cause(),
                Optional.empty(),
                findings.stream().map(Finding::text).collect(Collectors.joining("; ")),
                DaemonFigures.of(observation.daemons()),
                DaemonDetails.of(observation.daemons()));
    }

    private static List<Finding> findings(DaemonObservation observation) {
        var findings = new ArrayList<Finding>();
        for (DaemonSighting daemon : observation.daemons()) {
            findings.add(CountJudgement.judge(daemon));
        }
        for (Checkpoint.Sighting file : observation.checkpoints()) {
            findings.add(judge(file));
        }
        for (String reason : observation.blindness()) {
            findings.add(Finding.of(Cause.BLIND, ServerText.of(reason)));
        }
        return findings;
    }

    private static Finding judge(Checkpoint.Sighting file) {
        String text =
                "checkpoint file " + ServerText.of(file.checkpoint().file().toString()) + " is "
                        + file.age().toSeconds() + " s old";
        return file.isStale()
                ? Finding.of(
                        Cause.STALE,
                        text + ", limit " + file.checkpoint().limit().toSeconds() + " s")
                : Finding.ok(text);
    }
}
