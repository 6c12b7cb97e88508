package org.hamail.checks;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.cli.Arguments;
import org.hamail.cli.UsageException;
import org.hamail.config.ProfileConfig;
import org.hamail.model.Role;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.Range;
import org.hamail.plugin.ServerText;
import org.hamail.process.CheckpointFile;
import org.hamail.profile.ProfileCheck;
import org.hamail.profile.ProfileDaemons;
import org.hamail.profile.ServerSelection;
import org.hamail.profile.ServerSelection.InvalidSelection;
import org.hamail.time.Deadline;

/** The daemons of a profile, by {@code --daemon --profile --server-root --instance --nsserver-cfg --pid-file}. */
record WantedByRole(ProfileCheck check, Set<String> roles) {
    static WantedByRole read(Arguments arguments, Path proc, List<CheckpointFile> checkpoints) throws UsageException {
        ProfileConfig profile = ProfileOption.read(arguments);
        ProfileDaemons daemons = daemons(profile, arguments);
        Set<String> roles = roles(profile, arguments.required("daemon"));
        Optional<Path> pidFile = arguments.path("pid-file");
        if (pidFile.isPresent() && roles.size() > 1) {
            throw new UsageException("--pid-file goes with one daemon, not with " + roles.size());
        }
        boolean named = arguments.has("profile");
        return new WantedByRole(
                new ProfileCheck(daemons, servers(profile, arguments), pidFile, proc, checkpoints, named), roles);
    }

    CheckResult run(Deadline deadline) throws UsageException {
        try {
            return check.run(roles, deadline);
        } catch (InvalidSelection e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** With the ranges of the command line; none at all is fine only where {@code --critical} names a start of 0 or none. */
    private static ProfileDaemons daemons(ProfileConfig profile, Arguments arguments) throws UsageException {
        Optional<Range> critical = arguments.range("critical");
        boolean bounded = critical.isPresent() && critical.get().alerts(Decimal.of(1));
        boolean start = arguments.text("critical").orElse("").contains(":") || bounded;
        boolean none = start && critical.isPresent() && !critical.get().alerts(Decimal.ZERO);
        return new ProfileDaemons(profile, arguments.range("warning"), critical, none);
    }

    private static ServerSelection servers(ProfileConfig profile, Arguments arguments) throws UsageException {
        Optional<String> instance =
                arguments.has("instance") ? Optional.of(arguments.required("instance")) : Optional.empty();
        try {
            return ServerSelection.of(profile, arguments.path("server-root"), instance, arguments.path("nsserver-cfg"));
        } catch (InvalidSelection e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The roles that {@code --daemon} names: {@code all}, or some, separated by commas. */
    private static Set<String> roles(ProfileConfig profile, String text) throws UsageException {
        if (text.equals("all")) {
            return new LinkedHashSet<>(profile.roles());
        }
        var roles = new LinkedHashSet<String>();
        for (String word : text.split(",", -1)) {
            roles.add(role(profile, word.strip()));
        }
        return roles;
    }

    private static String role(ProfileConfig profile, String word) throws UsageException {
        if (word.equals("all")) {
            throw new UsageException("--daemon: 'all' does not go with other roles");
        }
        if (!Role.words().contains(word)) {
            throw new UsageException("--daemon: '" + ServerText.of(word, 80) + "' is not one of "
                    + String.join(", ", Role.words()) + ", all");
        }
        if (!profile.roles().contains(word)) {
            throw new UsageException("--daemon: the profile " + profile.name() + " has no " + word);
        }
        return word;
    }
}
