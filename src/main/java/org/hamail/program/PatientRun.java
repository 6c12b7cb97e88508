package org.hamail.program;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.CheckRun;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.StateOverrides;
import org.hamail.cli.Arguments;
import org.hamail.cli.UsageException;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.PluginOutput;
import org.hamail.plugin.Range;
import org.hamail.plugin.Status;
import org.hamail.probe.Phase;
import org.hamail.probe.Thresholds;

/** A run of a probe that says, once it is beyond its thresholds, what it still waits for. */
final class PatientRun implements CheckRun {
    /** A range alerts beyond its end, not at it. */
    private static final Duration BEYOND = Duration.ofMillis(10);

    private final WaitingProbe probe;
    private final ParsedCommand words;
    private final Optional<Thresholds> thresholds;
    private volatile Phase phase = Phase.RESOLVE;

    PatientRun(WaitingProbe probe, ParsedCommand words, Optional<Thresholds> thresholds) {
        this.probe = probe;
        this.words = words;
        this.thresholds = thresholds;
    }

    @Override
    public Answer answer() {
        return words.answer(new CheckProgram(probe.command(entered -> phase = entered)));
    }

    /** The ends of the ranges of {@code -w} and {@code -c}; never, where the deadline comes first. */
    @Override
    public Optional<Duration> interimAfter(Duration elapsed) {
        return thresholds.flatMap(given -> Stream.of(given.warn(), given.crit())
                .flatMap(range -> range.flatMap(Range::end).stream())
                .filter(end -> end.signum() >= 0 && end.compareTo(Decimal.seconds(given.timeout())) < 0)
                .map(end -> end.asSeconds().plus(BEYOND))
                .filter(moment -> moment.compareTo(elapsed) > 0)
                .min(Comparator.naturalOrder()));
    }

    @Override
    public Optional<Answer> interim(Duration elapsed) {
        return thresholds
                .flatMap(given -> words.arguments().flatMap(all -> late(all, given, elapsed)))
                .map(result -> new Answer(
                        PluginOutput.line(result) + "\n", result.status().exitCode()));
    }

    private Optional<CheckResult> late(Arguments arguments, Thresholds given, Duration elapsed) {
        String waiting = "still waiting for " + awaited(phase) + ", " + elapsed.toSeconds() + " of "
                + given.timeout().toSeconds() + " s";
        try {
            Map<Cause, Status> asked = StateOverrides.of(arguments);
            return probe.late(arguments, elapsed, waiting).map(result -> result.restated(asked));
        } catch (UsageException e) {
            return Optional.empty(); // the answer says so, at once
        }
    }

    private static String awaited(Phase phase) {
        return switch (phase) {
            case RESOLVE -> "the address of the name";
            case CONNECT -> "the connection";
            case TLS -> "the end of the TLS handshake";
            case GREETING -> "the greeting";
            case HELLO -> "the reply to the hello";
            case LOGIN -> "the reply to the login";
            case COMMAND -> "the reply to the command";
            case QUIT -> "the goodbye";
            case SUBMIT -> "the message to be taken";
            case DELIVERY, FETCH -> "the message to arrive";
        };
    }
}
