package org.hamail.program;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.checks.CheckProgram.CheckCommand;
import org.hamail.checks.DirectoryCommand;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.checks.MailProtocolOptions;
import org.hamail.cli.Arguments;
import org.hamail.cli.UsageException;
import org.hamail.mail.MailEvaluation;
import org.hamail.model.MailProtocol;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.Status;
import org.hamail.probe.Phase.Progress;
import org.hamail.probe.Thresholds;

/** A program whose check waits for a server, and what it says while it waits longer than its thresholds allow. */
enum WaitingProbe {
    MAIL {
        @Override
        CheckCommand command(Progress progress) {
            return new MailProtocolCommand(progress);
        }

        @Override
        Thresholds thresholds(Arguments arguments) throws UsageException {
            return MailProtocolOptions.thresholds(arguments, Optional.empty());
        }

        @Override
        void read(Arguments arguments) throws UsageException {
            MailProtocolOptions.read(arguments);
        }

        @Override
        Optional<CheckResult> late(Arguments arguments, Duration elapsed, String awaited) throws UsageException {
            Optional<MailProtocol> protocol = arguments.text("protocol").flatMap(MailProtocol::of);
            Thresholds given = thresholds(arguments);
            Decimal seconds = Decimal.seconds(elapsed, 3);
            Optional<Status> slowness = given.slowness(seconds);
            if (slowness.isEmpty() || protocol.isEmpty()) {
                return Optional.empty();
            }
            String sentence = MailEvaluation.noted(protocol.get(), awaited);
            return Optional.of(CheckResult.of(
                    protocol.get().label(), slowness.get(), Cause.SLOW, sentence, List.of(given.time(seconds))));
        }
    },

    DIRECTORY {
        @Override
        CheckCommand command(Progress progress) {
            return new DirectoryCommand(progress);
        }

        @Override
        Thresholds thresholds(Arguments arguments) throws UsageException {
            return DirectoryCommand.thresholds(arguments);
        }

        @Override
        void read(Arguments arguments) throws UsageException {
            DirectoryCommand.read(arguments);
        }

        @Override
        Optional<CheckResult> late(Arguments arguments, Duration elapsed, String awaited) throws UsageException {
            return DirectoryCommand.evaluation(arguments).waiting(elapsed, awaited);
        }
    };

    /** One that tells {@code progress} where its conversation stands. */
    abstract CheckCommand command(Progress progress);

    abstract Thresholds thresholds(Arguments arguments) throws UsageException;

    /** Reads all that the words name. */
    abstract void read(Arguments arguments) throws UsageException;

    /** The result after {@code elapsed} without an answer; empty while that is not too long. {@code awaited} says what is waited for. */
    abstract Optional<CheckResult> late(Arguments arguments, Duration elapsed, String awaited) throws UsageException;
}
