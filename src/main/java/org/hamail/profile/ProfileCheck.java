package org.hamail.profile;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.Installation;
import org.hamail.config.ProfileConfig;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.ServerText;
import org.hamail.probe.CheckRunner;
import org.hamail.probe.Probe.CannotObserve;
import org.hamail.process.CheckpointFile;
import org.hamail.process.DaemonEvaluation;
import org.hamail.process.DaemonProbe;
import org.hamail.profile.ServerSelection.InvalidSelection;
import org.hamail.time.Deadline;

/**
 * Looks for daemons of a profile in a process table and judges what is there: for {@code check_mail_daemon}, and for the
 * worker's own probe.
 *
 * @param pidFile where the one daemon writes its process id, when not where the profile says
 * @param proc the process table, normally {@code /proc}
 * @param isProfileNamed whether somebody chose the profile; where nobody did, one that fits is to be named instead
 */
public record ProfileCheck(
        ProfileDaemons daemons,
        ServerSelection servers,
        Optional<Path> pidFile,
        Path proc,
        List<CheckpointFile> checkpoints,
        boolean isProfileNamed) {
    /** What the results are labelled with. */
    public static final String LABEL = "DAEMON";

    private static final String OTHER_PROFILE = "no program of the profile ";

    public ProfileCheck {
        checkpoints = List.copyOf(checkpoints);
    }

    /** The daemons of {@code profile} on this machine, as the profile has them. */
    public static ProfileCheck of(ProfileConfig profile, ServerSelection servers) {
        return new ProfileCheck(
                new ProfileDaemons(profile), servers, Optional.empty(), Path.of("/proc"), List.of(), true);
    }

    /**
     * Looks for {@code roles}, all of the profile.
     *
     * @throws InvalidSelection when that cannot be looked for on this machine
     */
    public CheckResult run(Set<String> roles, Deadline deadline) throws InvalidSelection {
        try {
            List<Installation> installations = servers.installations(deadline);
            var probe = new DaemonProbe(
                    proc, daemons.wanted(roles, installations, pidFile), checkpoints, Clock.systemUTC());
            CheckResult result = CheckRunner.run(LABEL, probe.bounded(), new DaemonEvaluation(LABEL), deadline);
            // who names a server root knows what kind of server it is
            boolean mayBeOfAnotherProfile =
                    result.cause().equals(Optional.of(Cause.ABSENT)) && installations.isEmpty() && !servers.isNamed();
            return mayBeOfAnotherProfile ? advised(result, roles, deadline) : result;
        } catch (CannotObserve e) {
            return CheckResult.of(LABEL, Cause.BLIND, ServerText.of(String.valueOf(e.getMessage())));
        }
    }

    /** Whether a result, also one of another machine, says that another profile fits. */
    public static boolean namesAnotherProfile(String line) {
        return line.contains(OTHER_PROFILE);
    }

    /** A daemon that is missing, with the profile that fits, if another one does. */
    private CheckResult advised(CheckResult result, Set<String> roles, Deadline deadline) throws InvalidSelection {
        List<String> fitting = fitting(roles, deadline);
        if (fitting.isEmpty()) {
            return result;
        }
        String fact = OTHER_PROFILE + daemons.profile().name() + " runs here, and those of "
                + String.join(" or ", fitting) + " do";
        if (!isProfileNamed) {
            throw new InvalidSelection(fact + ": name it with --profile");
        }
        return result.withSentence(result.sentence() + "; " + fact);
    }

    private List<String> fitting(Set<String> roles, Deadline deadline) throws InvalidSelection {
        try {
            return FittingProfile.insteadOf(daemons.profile(), roles, proc, deadline);
        } catch (CannotObserve e) { // the advice is missing, the result is none the worse for it
            return List.of();
        }
    }
}
