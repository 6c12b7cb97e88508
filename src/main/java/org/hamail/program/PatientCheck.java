package org.hamail.program;

import java.util.List;
import java.util.Optional;
import org.hamail.agent.Check;
import org.hamail.agent.CheckRun;
import org.hamail.checks.CheckProgram;
import org.hamail.cli.Arguments;
import org.hamail.cli.UsageException;
import org.hamail.probe.Phase.Progress;
import org.hamail.probe.Thresholds;

/** A check of a server with its words, which says while it waits that it waits. */
final class PatientCheck implements Check {
    private final WaitingProbe probe;
    private final ParsedCommand words;
    private final Optional<Thresholds> thresholds;

    PatientCheck(WaitingProbe probe, List<String> words) {
        this.probe = probe;
        this.words = new ParsedCommand(new CheckProgram(probe.command(Progress.NONE)), words);
        this.thresholds = this.words.arguments().flatMap(this::thresholds);
    }

    /** Words that make no sense have none; the answer says so at once. */
    private Optional<Thresholds> thresholds(Arguments arguments) {
        try {
            return Optional.of(probe.thresholds(arguments));
        } catch (UsageException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> fault() {
        return words.fault().or(() -> words.arguments().flatMap(this::fault));
    }

    private Optional<String> fault(Arguments arguments) {
        try {
            if (!arguments.has("help") && !arguments.has("version")) {
                probe.read(arguments);
            }
            return Optional.empty();
        } catch (UsageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public CheckRun run() {
        return new PatientRun(probe, words, thresholds);
    }
}
