package org.hamail.checks;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hamail.checks.CheckProgram.CheckCommand;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.plugin.CheckResult;
import org.hamail.probe.CheckRunner;
import org.hamail.process.CheckpointFile;
import org.hamail.process.DaemonEvaluation;
import org.hamail.process.DaemonProbe;
import org.hamail.profile.ProfileCheck;
import org.hamail.time.Deadline;

/** {@code check_mail_daemon} as a command: which daemons are wanted, and what the process table says about them. */
public final class DaemonCommand implements CheckCommand {
    static final String LABEL = ProfileCheck.LABEL;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<OptionSpec> OPTIONS = List.of(
            OptionSpec.value(
                    "d", "daemon", "ROLE,...", "daemons of a profile: smtpd, popd, imapd, mshttpd, stored; or all"),
            OptionSpec.value("", "profile", "NAME", "the kind of mail server (default netscape-4.1)"),
            OptionSpec.value("", "server-root", "DIR", "count only programs of the installation in DIR"),
            OptionSpec.value("", "instance", "NAME", "the instance, a folder msg-NAME in the server root"),
            OptionSpec.value("", "nsserver-cfg", "FILE", "the list of server roots (default /etc/nsserver.cfg)"),
            OptionSpec.value("", "config", "FILE", "the configuration, for profiles that are defined there"),
            OptionSpec.value("C", "command", "COMMAND", "the program, by its name or its path"),
            OptionSpec.value("a", "argument-regex", "REGEX", "regular expression found in its command line"),
            OptionSpec.value("u", "user", "USER", "the user that it runs as, by name or number"),
            OptionSpec.value(
                    "",
                    "pid-file",
                    "FILE",
                    "the file that holds its process id; only compared with what -d, -C or -a find"),
            OptionSpec.value("w", "warning", "RANGE", "warn when the number of processes is outside")
                    .withLegacySpelling("wt"),
            OptionSpec.value("c", "critical", "RANGE", "critical when the number of processes is outside (default 1:)")
                    .withLegacySpelling("ct"),
            OptionSpec.value("", "fresh", "FILE,AGE", "warn when FILE was not touched for AGE seconds (repeatable)"),
            OptionSpec.value("", "proc", "DIR", "the process table (default /proc)"),
            OptionSpec.value("t", "timeout", "SECONDS", "give up after this time (default 10)")
                    .withLegacySpelling("to"),
            OptionSpec.value("", "observer", "WHO", "local or remote: where the check runs; changes nothing here"));

    private static final List<String> PROFILE_OPTIONS = List.of("profile", "server-root", "instance", "nsserver-cfg");
    private static final List<String> PATTERN_OPTIONS = List.of("command", "argument-regex", "user");

    @Override
    public String name() {
        return "check_mail_daemon";
    }

    @Override
    public String purpose() {
        return "Checks whether a mail daemon, or any other process, exists on this machine.";
    }

    @Override
    public List<OptionSpec> options() {
        return OPTIONS;
    }

    @Override
    public String label(List<String> words) {
        return LABEL;
    }

    @Override
    public CheckResult run(Arguments arguments) throws UsageException {
        Duration limit = arguments.seconds("timeout").orElse(TIMEOUT);
        Deadline deadline = Deadline.after(limit);
        arguments.oneOf("observer", "local", "remote");
        Path proc = arguments.path("proc").orElse(Path.of("/proc"));
        List<CheckpointFile> checkpoints = checkpoints(arguments);
        if (arguments.has("daemon")) {
            exclude(arguments, PATTERN_OPTIONS, "does not go with --daemon");
            return WantedByRole.read(arguments, proc, checkpoints).run(deadline);
        }
        exclude(arguments, PROFILE_OPTIONS, "needs --daemon");
        var probe = new DaemonProbe(proc, List.of(WantedByPattern.read(arguments)), checkpoints, Clock.systemUTC());
        return CheckRunner.run(LABEL, probe.bounded(), new DaemonEvaluation(LABEL), deadline);
    }

    private static void exclude(Arguments arguments, List<String> options, String why) throws UsageException {
        for (String option : options) {
            if (arguments.has(option)) {
                throw new UsageException("--" + option + " " + why);
            }
        }
    }

    private static List<CheckpointFile> checkpoints(Arguments arguments) throws UsageException {
        var checkpoints = new ArrayList<CheckpointFile>();
        for (String text : arguments.all("fresh")) {
            checkpoints.add(CheckpointOption.read(text));
        }
        return checkpoints;
    }
}
