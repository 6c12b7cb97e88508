package org.hamail.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hamail.checks.CheckProgram.CheckCommand;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.mail.MailEvaluation;
import org.hamail.mail.MailProbe;
import org.hamail.model.MailProtocol;
import org.hamail.net.Resolver;
import org.hamail.plugin.CheckResult;
import org.hamail.probe.CheckRunner;
import org.hamail.probe.Phase.Progress;
import org.hamail.time.Deadline;

/** The command {@code check_mail_protocol}. */
public final class MailProtocolCommand implements CheckCommand {
    private static final String NO_PROTOCOL = "MAIL";

    private final Progress progress;

    public MailProtocolCommand() {
        this(Progress.NONE);
    }

    /** A command that tells {@code progress} where its conversation stands. */
    public MailProtocolCommand(Progress progress) {
        this.progress = progress;
    }

    @Override
    public String name() {
        return "check_mail_protocol";
    }

    @Override
    public String purpose() {
        return "Checks whether a mail server serves: one short session within one time limit.";
    }

    @Override
    public List<OptionSpec> options() {
        return MailProtocolOptions.SPECS;
    }

    /** The protocol that the words ask for, as far as they can be read. */
    @Override
    public String label(List<String> words) {
        String label = NO_PROTOCOL;
        for (int i = 0; i < words.size(); i++) {
            Optional<MailProtocol> named = MailProtocol.of(valueOfProtocol(words, i));
            label = named.isEmpty() ? label : named.get().label();
        }
        return label;
    }

    private static String valueOfProtocol(List<String> words, int index) {
        String word = words.get(index);
        if (word.equals("-P") || word.equals("--protocol")) {
            return index + 1 < words.size() ? words.get(index + 1) : "";
        }
        if (word.startsWith("--protocol=")) {
            return word.substring("--protocol=".length());
        }
        return word.startsWith("-P") ? word.substring(2) : "";
    }

    @Override
    public CheckResult run(Arguments arguments) throws UsageException {
        MailProtocolOptions options = MailProtocolOptions.read(arguments);
        Deadline deadline = Deadline.after(options.thresholds().timeout());
        var probe =
                new MailProbe(options.target(), options.demands(), Resolver.system(), progress, options.serverSide());
        MailProtocol protocol = options.target().protocol();
        var judge = new MailEvaluation(protocol, options.thresholds());
        CheckResult result = CheckRunner.run(protocol.label(), probe, judge, deadline);
        Optional<Path> password = arguments.path("password-file");
        return password.isPresent() ? PasswordFile.noted(result, password.get()) : result;
    }
}
