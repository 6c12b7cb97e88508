package org.hamail.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.hamail.config.DaemonConfig;
import org.hamail.config.Installation;
import org.hamail.config.ProfileConfig;
import org.hamail.model.Placeholders;
import org.hamail.model.Role;
import org.hamail.plugin.Range;
import org.hamail.process.BoundedRegex;
import org.hamail.process.CommandName;
import org.hamail.process.CountLimits;
import org.hamail.process.ProcessPattern;
import org.hamail.process.ProgramFolder;
import org.hamail.process.Users;
import org.hamail.process.WantedDaemon;
import org.hamail.profile.ServerSelection.InvalidSelection;

/**
 * The daemons of a profile as they are looked for in a process table.
 *
 * @param warning how many processes there should be
 * @param critical how many there must be
 * @param noneIsFine whether there may be none where the profile asks for one
 */
public record ProfileDaemons(
        ProfileConfig profile, Optional<Range> warning, Optional<Range> critical, boolean noneIsFine) {

    /** As many of each as the profile says. */
    public ProfileDaemons(ProfileConfig profile) {
        this(profile, Optional.empty(), Optional.empty(), false);
    }

    /** The daemons of these roles, in each of the installations; without any, wherever they run. */
    List<WantedDaemon> wanted(Set<String> roles, List<Installation> installations, Optional<Path> pidFile)
            throws InvalidSelection {
        var wanted = new ArrayList<WantedDaemon>();
        for (String role : roles) {
            if (installations.isEmpty()) {
                wanted.add(wanted(role, Optional.empty(), pidFile));
            }
            for (Installation installation : installations) {
                wanted.add(wanted(role, Optional.of(installation), pidFile));
            }
        }
        return wanted;
    }

    private WantedDaemon wanted(String role, Optional<Installation> place, Optional<Path> pidFile)
            throws InvalidSelection {
        DaemonConfig daemon = Role.of(role)
                .flatMap(profile::daemon)
                .orElseThrow(() -> new InvalidSelection("the profile " + profile.name() + " has no " + role));
        Placeholders known = place.map(Installation::placeholders).orElse(Placeholders.none());
        var pattern = new ProcessPattern(
                daemon.command().map(CommandName::of),
                daemon.arguments().map(BoundedRegex::of),
                user(role, daemon),
                place.map(installation -> ProgramFolder.of(installation.root())));
        Optional<Path> unmounted =
                place.filter(installation -> !installation.mounted()).map(Installation::root);
        return new WantedDaemon(role, pattern, pidFile.or(() -> daemon.pidFile(known)), limits(daemon), unmounted);
    }

    private OptionalLong user(String role, DaemonConfig daemon) throws InvalidSelection {
        if (daemon.user().isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong uid = Users.uid(daemon.user().get());
        if (uid.isEmpty()) {
            throw new InvalidSelection("the profile " + profile.name() + " wants " + role + " to run as '"
                    + daemon.user().get() + "', a user that is not known here");
        }
        return uid;
    }

    private CountLimits limits(DaemonConfig daemon) {
        OptionalInt max = daemon.max().map(OptionalInt::of).orElseGet(OptionalInt::empty);
        return new CountLimits(noneIsFine && daemon.min() == 1 ? 0 : daemon.min(), max, warning, critical);
    }
}
