package org.hamail.checks;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.Installation;
import org.hamail.config.ProfileConfig;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.ServerText;
import org.hamail.probe.CannotObserve;
import org.hamail.probe.CheckRunner;
import org.hamail.probe.TimeLimit;
import org.hamail.process.CheckpointFile;
import org.hamail.process.DaemonEvaluation;
import org.hamail.process.DaemonProbe;
import org.hamail.process.WantedDaemon;
import org.hamail.time.Deadline;
import org.jspecify.annotations.Nullable;

/** {@code check_mail_daemon} as a command: which daemons are wanted, and what the process table says about them. */
public final class DaemonCommand implements CheckCommand {
    static final String LABEL = "DAEMON";

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

    private static final List<String> INSTALLATION_OPTIONS = List.of("server-root", "instance", "nsserver-cfg");
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
        try {
            List<WantedDaemon> wanted = wanted(arguments, deadline);
            var probe = new DaemonProbe(proc, wanted, checkpoints, Clock.systemUTC());
            CheckResult result = CheckRunner.run(LABEL, probe.bounded(), new DaemonEvaluation(LABEL), deadline);
            return mayBeOfAnotherProfile(arguments, result) ? advised(arguments, result, proc, deadline) : result;
        } catch (CannotObserve e) {
            return CheckResult.of(LABEL, Cause.BLIND, ServerText.of(String.valueOf(e.getMessage())));
        }
    }

    /** Who names a server root knows what kind of server it is. */
    private static boolean mayBeOfAnotherProfile(Arguments arguments, CheckResult result) {
        return result.cause().equals(Optional.of(Cause.ABSENT))
                && arguments.has("daemon")
                && INSTALLATION_OPTIONS.stream().noneMatch(arguments::has);
    }

    /** A daemon that is missing, with the profile that fits, if another one does. */
    private static CheckResult advised(Arguments arguments, CheckResult result, Path proc, Deadline deadline)
            throws UsageException {
        ProfileConfig profile = ProfileOption.read(arguments);
        try {
            boolean installed = !installations(InstallationOptions.read(arguments, profile), deadline)
                    .isEmpty();
            Set<String> roles = WantedByRole.of(profile, arguments).roles(arguments.required("daemon"));
            List<String> fitting = installed ? List.of() : FittingProfile.insteadOf(profile, roles, proc, deadline);
            if (fitting.isEmpty()) {
                return result;
            }
            String fact = "no program of the profile " + profile.name() + " runs here, and those of "
                    + String.join(" or ", fitting) + " do";
            if (!arguments.has("profile")) {
                throw new UsageException(fact + ": name it with --profile");
            }
            return result.withSentence(result.sentence() + "; " + fact);
        } catch (CannotObserve e) { // the advice is missing, the result is none the worse for it
            return result;
        }
    }

    private static List<WantedDaemon> wanted(Arguments arguments, Deadline deadline)
            throws UsageException, CannotObserve {
        if (!arguments.has("daemon")) {
            exclude(arguments, PROFILE_OPTIONS, "needs --daemon");
            return List.of(WantedByPattern.read(arguments));
        }
        exclude(arguments, PATTERN_OPTIONS, "does not go with --daemon");
        ProfileConfig profile = ProfileOption.read(arguments);
        WantedByRole byRole = WantedByRole.of(profile, arguments);
        Set<String> roles = byRole.roles(arguments.required("daemon"));
        Optional<Path> pidFile = arguments.path("pid-file");
        if (pidFile.isPresent() && roles.size() > 1) {
            throw new UsageException("--pid-file goes with one daemon, not with " + roles.size());
        }
        return byRole.wanted(roles, installations(InstallationOptions.read(arguments, profile), deadline), pidFile);
    }

    /** Server roots may lie on a disk that does not answer. */
    private static List<Installation> installations(InstallationOptions options, Deadline deadline)
            throws UsageException, CannotObserve {
        var refused = new AtomicReference<@Nullable UsageException>();
        List<Installation> found = new TimeLimit<List<Installation>>(
                        limit -> {
                            try {
                                return options.installations();
                            } catch (UsageException e) {
                                refused.set(e);
                                return List.of();
                            }
                        },
                        "the disk of the server root")
                .observe(deadline);
        UsageException reason = refused.get();
        if (reason != null) {
            throw reason;
        }
        return found;
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
