package org.hamail.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hamail.checks.CheckProgram.CheckCommand;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.directory.DirectoryEvaluation;
import org.hamail.directory.DirectoryProbe;
import org.hamail.net.Resolver;
import org.hamail.plugin.CheckResult;
import org.hamail.probe.CheckRunner;
import org.hamail.probe.Phase.Progress;
import org.hamail.probe.Thresholds;
import org.hamail.time.Deadline;

/** The command {@code check_mail_directory}. */
public final class DirectoryCommand implements CheckCommand {
    private final Progress progress;

    public DirectoryCommand() {
        this(Progress.NONE);
    }

    /** A command that tells {@code progress} where its conversation stands. */
    public DirectoryCommand(Progress progress) {
        this.progress = progress;
    }

    /** What {@code -w}, {@code -c} and {@code -t} ask for. */
    public static Thresholds thresholds(Arguments arguments) throws UsageException {
        return DirectoryOptions.thresholds(arguments);
    }

    /** What judges an answer, and the time that it takes. */
    public static DirectoryEvaluation evaluation(Arguments arguments) throws UsageException {
        return DirectoryOptions.evaluation(arguments);
    }

    /** Reads the words, and the files that they name. */
    public static void read(Arguments arguments) throws UsageException {
        DirectoryOptions.read(arguments);
    }

    @Override
    public String name() {
        return "check_mail_directory";
    }

    @Override
    public String purpose() {
        return "Checks whether an LDAP directory answers, within one time limit for the whole session.";
    }

    @Override
    public List<OptionSpec> options() {
        return DirectoryOptions.SPECS;
    }

    @Override
    public String label(List<String> words) {
        return DirectoryEvaluation.LABEL;
    }

    @Override
    public CheckResult run(Arguments arguments) throws UsageException {
        DirectoryOptions options = DirectoryOptions.read(arguments);
        Deadline deadline = Deadline.after(options.timeout());
        var probe = new DirectoryProbe(options.target(), options.question(), Resolver.system(), progress);
        CheckResult result = CheckRunner.run(DirectoryEvaluation.LABEL, probe, options.evaluation(), deadline);
        Optional<Path> password = arguments.path("password-file");
        return password.isPresent() ? PasswordFile.noted(result, password.get()) : result;
    }
}
