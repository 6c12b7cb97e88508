package org.hamail.profile;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hamail.config.ProfileConfig;
import org.hamail.config.Profiles;
import org.hamail.model.Role;
import org.hamail.probe.Probe.CannotObserve;
import org.hamail.process.CountLimits;
import org.hamail.process.DaemonProbe;
import org.hamail.process.ObservedDaemon;
import org.hamail.process.ProcessEntry;
import org.hamail.process.WantedDaemon;
import org.hamail.profile.ServerSelection.InvalidSelection;
import org.hamail.time.Deadline;

/**
 * Whether a daemon is missing because the check was told of another kind of server: none of the profile's programs runs,
 * and those of another one do, the asked daemon among them.
 */
public final class FittingProfile {
    private static final CountLimits ANY = new CountLimits(0, OptionalInt.empty(), Optional.empty(), Optional.empty());

    /** What runs, by profile and role. */
    private final Map<String, Map<String, List<ProcessEntry>>> running = new HashMap<>();

    private FittingProfile() {}

    /** The built-in profiles that fit, the best ones only; none where {@code chosen} has anything that runs. */
    static List<String> insteadOf(ProfileConfig chosen, Set<String> roles, Path proc, Deadline deadline)
            throws CannotObserve {
        var profiles = new ArrayList<>(List.of(chosen));
        for (String name : ProfileConfig.BUILT_IN) {
            if (!name.equals(chosen.name())) {
                Profiles.builtIn().find(name).ifPresent(profiles::add);
            }
        }
        var fitting = new FittingProfile();
        fitting.look(profiles, proc, deadline);
        return fitting.rolesThatRun(chosen.name()).isEmpty() ? fitting.best(chosen.name(), roles) : List.of();
    }

    /** The built-in profiles whose programs run here, the best ones only. */
    public static List<String> here(Path proc, Deadline deadline) throws CannotObserve {
        var profiles = new ArrayList<ProfileConfig>();
        ProfileConfig.BUILT_IN.forEach(name -> Profiles.builtIn().find(name).ifPresent(profiles::add));
        var fitting = new FittingProfile();
        fitting.look(profiles, proc, deadline);
        return fitting.best("", Set.copyOf(Role.words()));
    }

    private void look(List<ProfileConfig> profiles, Path proc, Deadline deadline) throws CannotObserve {
        var wanted = new ArrayList<WantedDaemon>();
        var owners = new ArrayList<String>();
        for (ProfileConfig profile : profiles) {
            for (WantedDaemon daemon : daemons(profile)) {
                wanted.add(new WantedDaemon(daemon.role(), daemon.pattern(), Optional.empty(), ANY, Optional.empty()));
                owners.add(profile.name());
            }
        }
        List<ObservedDaemon> seen = new DaemonProbe(proc, wanted, List.of(), Clock.systemUTC())
                .bounded()
                .observe(deadline)
                .daemons();
        for (int i = 0; i < owners.size(); i++) {
            ObservedDaemon daemon = seen.get(i);
            running.computeIfAbsent(owners.get(i), name -> new HashMap<>())
                    .put(daemon.wanted().role(), daemon.living());
        }
    }

    private static List<WantedDaemon> daemons(ProfileConfig profile) {
        try {
            return new ProfileDaemons(profile).wanted(Set.copyOf(profile.roles()), List.of(), Optional.empty());
        } catch (InvalidSelection e) { // it wants a user that is not known here, so nothing of it runs here
            return List.of();
        }
    }

    private List<String> best(String chosen, Set<String> roles) {
        var best = new ArrayList<String>();
        int most = 1;
        for (String name : ProfileConfig.BUILT_IN) {
            Set<String> own = name.equals(chosen) ? Set.of() : rolesThatRun(name);
            if (own.stream().noneMatch(roles::contains) || own.size() < most || isChance(name, own.size())) {
                continue;
            }
            if (own.size() > most) {
                best.clear();
            }
            most = own.size();
            best.add(name);
        }
        return best;
    }

    /** Daemons with plain names, such as smtpd, may be somebody else's: one alone proves no server below a server root. */
    private static boolean isChance(String name, int roles) {
        return Profiles.builtIn()
                .find(name)
                .filter(ProfileConfig::needsServerRoot)
                .filter(profile -> roles * 2 <= profile.daemons().size())
                .isPresent();
    }

    /** The roles of a profile of which something runs that no server of another profile has started. */
    private Set<String> rolesThatRun(String profile) {
        Set<Long> others = others(profile);
        var roles = new HashSet<String>();
        running.getOrDefault(profile, Map.of()).forEach((role, processes) -> {
            // Postfix's smtpd and Cyrus' imapd are called as Netscape's daemons are
            if (processes.stream()
                    .anyMatch(entry -> !others.contains(entry.stat().parent()))) {
                roles.add(role);
            }
        });
        return roles;
    }

    private Set<Long> others(String profile) {
        var pids = new HashSet<Long>();
        running.forEach((name, roles) -> {
            if (!name.equals(profile)) {
                roles.values().forEach(processes -> processes.forEach(entry -> pids.add(entry.pid())));
            }
        });
        running.getOrDefault(profile, Map.of())
                .values()
                .forEach(processes -> processes.forEach(entry -> pids.remove(entry.pid())));
        return pids;
    }
}
