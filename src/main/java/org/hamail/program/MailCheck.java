package org.hamail.program;

import java.util.List;
import java.util.Optional;
import org.hamail.agent.Check;
import org.hamail.agent.CheckRun;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.checks.MailProtocolOptions;
import org.hamail.cli.Arguments;
import org.hamail.cli.UsageException;
import org.hamail.probe.Thresholds;

/** {@code check_mail_protocol} with its words, which says while it waits that it waits. */
final class MailCheck implements Check {
    private final ParsedCommand words;
    private final Optional<Thresholds> thresholds;

    MailCheck(List<String> words) {
        this.words = new ParsedCommand(new CheckProgram(new MailProtocolCommand()), words);
        this.thresholds = this.words.arguments().flatMap(MailCheck::thresholds);
    }

    /** Words that make no sense have none; the answer says so at once. */
    private static Optional<Thresholds> thresholds(Arguments arguments) {
        try {
            return Optional.of(MailProtocolOptions.thresholds(arguments, Optional.empty()));
        } catch (UsageException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> fault() {
        return words.fault().or(() -> words.arguments().flatMap(MailCheck::fault));
    }

    private static Optional<String> fault(Arguments arguments) {
        try {
            if (!arguments.has("help") && !arguments.has("version")) {
                MailProtocolOptions.read(arguments);
            }
            return Optional.empty();
        } catch (UsageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public CheckRun run() {
        return new MailCheckRun(words, thresholds);
    }
}
