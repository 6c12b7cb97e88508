package org.hamail.program;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.CheckRun;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.checks.StateOverrides;
import org.hamail.cli.UsageException;
import org.hamail.mail.MailEvaluation;
import org.hamail.model.MailProtocol;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.PluginOutput;
import org.hamail.plugin.Range;
import org.hamail.plugin.Status;
import org.hamail.probe.Phase;
import org.hamail.probe.Thresholds;

/** A run of {@code check_mail_protocol} that says, once it is beyond its thresholds, what it still waits for. */
final class MailCheckRun implements CheckRun {
    /** A range alerts beyond its end, not at it. */
    private static final Duration BEYOND = Duration.ofMillis(10);

    private final ParsedCommand words;
    private final Optional<Thresholds> thresholds;
    private final MailProtocolCommand command = new MailProtocolCommand(entered -> this.phase = entered);
    private volatile Phase phase = Phase.RESOLVE;

    MailCheckRun(ParsedCommand words, Optional<Thresholds> thresholds) {
        this.words = words;
        this.thresholds = thresholds;
    }

    @Override
    public Answer answer() {
        return words.answer(new CheckProgram(command));
    }

    /** The end of the range of {@code -w}, or of {@code -c} where there is no other; never, where the deadline comes first. */
    @Override
    public Optional<Duration> interimAfter() {
        return thresholds.flatMap(given -> given.warn()
                .or(given::crit)
                .flatMap(Range::end)
                .filter(end -> end.signum() >= 0 && end.compareTo(Decimal.seconds(given.timeout())) < 0)
                .map(end -> end.asSeconds().plus(BEYOND)));
    }

    @Override
    public Optional<Answer> interim(Duration elapsed) {
        return thresholds
                .flatMap(given -> interim(given, elapsed))
                .map(this::restated)
                .map(result -> {
                    String text = PluginOutput.line(result) + "\n";
                    return new Answer(text, result.status().exitCode());
                });
    }

    private Optional<CheckResult> interim(Thresholds given, Duration elapsed) {
        Decimal seconds = Decimal.seconds(elapsed, 3);
        boolean critical = given.crit().filter(range -> range.alerts(seconds)).isPresent();
        boolean warning = given.warn().filter(range -> range.alerts(seconds)).isPresent();
        if (!critical && !warning) {
            return Optional.empty();
        }
        String waiting = "still waiting for " + awaited(phase) + ", " + elapsed.toSeconds() + " of "
                + given.timeout().toSeconds() + " s";
        Optional<MailProtocol> protocol =
                words.arguments().flatMap(all -> all.text("protocol")).flatMap(MailProtocol::of);
        String sentence =
                protocol.map(spoken -> MailEvaluation.noted(spoken, waiting)).orElse(waiting);
        Status status = critical ? Status.CRITICAL : Status.WARNING;
        return Optional.of(CheckResult.of(
                command.label(words.words()), status, Cause.SLOW, sentence, List.of(given.time(seconds))));
    }

    /** With the states of {@code --on}. */
    private CheckResult restated(CheckResult result) {
        try {
            return words.arguments().isEmpty()
                    ? result
                    : result.restated(StateOverrides.of(words.arguments().get()));
        } catch (UsageException e) {
            return result; // the answer says so, at once
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
