package org.hamail.program;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hamail.check.CheckRunner;
import org.hamail.check.UsageException;
import org.hamail.plugin.CheckResult;
import org.hamail.process.Checkpoint;
import org.hamail.process.DaemonEvaluation;
import org.hamail.process.DaemonProbe;
import org.hamail.process.WantedDaemon;
import org.hamail.time.Deadline;

/** {@code check_mail_daemon} as a command: which daemons are wanted, and what the process table says about them. */
final class DaemonCommand implements CheckCommand {
    static final String LABEL = "DAEMON";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<OptionSpec> OPTIONS = List.of(
            OptionSpec.value("C", "command", "COMMAND", "the program, by its name or its path"),
            OptionSpec.value("a", "argument-regex", "REGEX", "what occurs in its command line"),
            OptionSpec.value("u", "user", "USER", "the user that it runs as, by name or number"),
            OptionSpec.value("", "pid-file", "FILE", "the file that holds its process id"),
            OptionSpec.value("w", "warning", "RANGE", "warn when the number of processes is outside")
                    .orOld("wt"),
            OptionSpec.value("c", "critical", "RANGE", "critical when the number of processes is outside (default 1:)")
                    .orOld("ct"),
            OptionSpec.value("", "fresh", "FILE,AGE", "warn when FILE was not touched for AGE seconds (repeatable)"),
            OptionSpec.value("", "proc", "DIR", "the process table (default /proc)"),
            OptionSpec.value("t", "timeout", "SECONDS", "give up after this time (default 10)")
                    .orOld("to"),
            OptionSpec.value(
                    "", "observer", "WHO", "local or remote: who looks; for the event handler, changes nothing here"));

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
        List<WantedDaemon> wanted = List.of(WantedByPattern.read(arguments));
        var probe = new DaemonProbe(proc, wanted, checkpoints(arguments), Clock.systemUTC());
        return CheckRunner.run(LABEL, probe.bounded(), new DaemonEvaluation(LABEL), deadline);
    }

    private static List<Checkpoint> checkpoints(Arguments arguments) throws UsageException {
        var checkpoints = new ArrayList<Checkpoint>();
        for (String text : arguments.all("fresh")) {
            checkpoints.add(CheckpointOption.read(text));
        }
        return checkpoints;
    }
}
