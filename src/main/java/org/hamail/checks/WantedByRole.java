package org.hamail.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.hamail.cli.Arguments;
import org.hamail.cli.UsageException;
import org.hamail.config.DaemonConfig;
import org.hamail.config.Installation;
import org.hamail.config.ProfileConfig;
import org.hamail.model.Placeholders;
import org.hamail.model.Role;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.Range;
import org.hamail.plugin.ServerText;
import org.hamail.process.BoundedRegex;
import org.hamail.process.CommandName;
import org.hamail.process.CountLimits;
import org.hamail.process.ProcessPattern;
import org.hamail.process.ProgramFolder;
import org.hamail.process.Users;
import org.hamail.process.WantedDaemon;

/** The daemons of a profile as they are looked for in a process table. */
final class WantedByRole {
    private final ProfileConfig profile;
    private final Optional<Range> warning;
    private final Optional<Range> critical;
    private final boolean noneIsFine;

    /** Without ranges of a command line. */
    WantedByRole(ProfileConfig profile) {
        this(profile, Optional.empty(), Optional.empty(), false);
    }

    private WantedByRole(ProfileConfig profile, Optional<Range> warning, Optional<Range> critical, boolean noneIsFine) {
        this.profile = profile;
        this.warning = warning;
        this.critical = critical;
        this.noneIsFine = noneIsFine;
    }

    /** With the ranges of the command line; none at all is fine only where {@code --critical} names a start of 0 or none. */
    static WantedByRole of(ProfileConfig profile, Arguments arguments) throws UsageException {
        Optional<Range> critical = arguments.range("critical");
        boolean bounded = critical.isPresent() && critical.get().alerts(Decimal.of(1));
        boolean start = arguments.text("critical").orElse("").contains(":") || bounded;
        boolean none = start && critical.isPresent() && !critical.get().alerts(Decimal.ZERO);
        return new WantedByRole(profile, arguments.range("warning"), critical, none);
    }

    /** The roles that {@code --daemon} names: {@code all}, or some, separated by commas. */
    Set<String> roles(String text) throws UsageException {
        if (text.equals("all")) {
            return new LinkedHashSet<>(profile.roles());
        }
        var roles = new LinkedHashSet<String>();
        for (String word : text.split(",", -1)) {
            String role = word.strip();
            if (role.equals("all")) {
                throw new UsageException("--daemon: 'all' stands alone");
            }
            if (!Role.words().contains(role)) {
                throw new UsageException("--daemon: '" + ServerText.of(role, 80) + "' is not one of "
                        + String.join(", ", Role.words()) + ", all");
            }
            if (!profile.roles().contains(role)) {
                throw new UsageException("--daemon: the profile " + profile.name() + " has no " + role);
            }
            roles.add(role);
        }
        return roles;
    }

    /** The daemons of these roles, in each of the installations; without any, wherever they run. */
    List<WantedDaemon> wanted(Set<String> roles, List<Installation> installations, Optional<Path> pidFile)
            throws UsageException {
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
            throws UsageException {
        DaemonConfig daemon = Role.of(role)
                .flatMap(profile::daemon)
                .orElseThrow(() -> new UsageException("the profile " + profile.name() + " has no " + role));
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

    private OptionalLong user(String role, DaemonConfig daemon) throws UsageException {
        if (daemon.user().isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong uid = Users.uid(daemon.user().get());
        if (uid.isEmpty()) {
            throw new UsageException("the profile " + profile.name() + " wants " + role + " to run as '"
                    + daemon.user().get() + "', a user that is not known here");
        }
        return uid;
    }

    private CountLimits limits(DaemonConfig daemon) {
        OptionalInt max = daemon.max().map(OptionalInt::of).orElseGet(OptionalInt::empty);
        return new CountLimits(noneIsFine && daemon.min() == 1 ? 0 : daemon.min(), max, warning, critical);
    }
}
