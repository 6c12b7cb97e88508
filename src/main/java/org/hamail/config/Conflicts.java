package org.hamail.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.model.PolicySettings.PolicyMode;

/** What each part may say by itself, but not together with another. */
final class Conflicts {
    /** What every built-in profile serves. */
    private static final List<Integer> BUILT_IN_PORTS = List.of(25, 110, 143);

    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, String> resources = new HashMap<>();
    private final Map<String, LogicalHostConfig> roots = new HashMap<>();

    private final Map<String, ProfileConfig> profiles;

    private Conflicts(Map<String, ProfileConfig> profiles) {
        this.profiles = profiles;
    }

    static void check(List<LocatedHost> hosts, Map<String, ProfileConfig> profiles) {
        var conflicts = new Conflicts(profiles);
        for (LocatedHost located : hosts) {
            conflicts.addresses(located);
            conflicts.resources(located);
            conflicts.serverRoots(located);
            Optional.ofNullable(profiles.get(located.host().server().profile()))
                    .ifPresent(profile -> restarters(located, profile));
            failover(located);
        }
    }

    /** Two services at one port of one address would be taken for each other. */
    private void addresses(LocatedHost located) {
        String address = located.host().address().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        List<Integer> ports = address.isEmpty() ? List.of() : ports(located.host());
        for (int port : ports) {
            String other = addresses.putIfAbsent(address + " " + port, located.name());
            if (other != null) {
                String message = "address and port " + port + " are already used by " + other;
                located.section().problem(LogicalHostConfig.ADDRESS, message);
                return;
            }
        }
    }

    private List<Integer> ports(LogicalHostConfig host) {
        ProfileConfig profile = profiles.get(host.server().profile());
        return profile == null
                ? BUILT_IN_PORTS
                : profile.daemons().values().stream()
                        .flatMap(daemon -> daemon.listener().stream())
                        .map(DaemonConfig.Listener::port)
                        .toList();
    }

    private void resources(LocatedHost located) {
        if (located.host().engine() instanceof EngineConfig.Pacemaker pacemaker) {
            String other = resources.putIfAbsent(pacemaker.resource(), located.name());
            if (other != null && !pacemaker.resource().isEmpty()) {
                inside(located, LogicalHostConfig.ENGINE, EngineConfig.Pacemaker.RESOURCE)
                        .ifPresent(value -> value.problem("is already the resource of " + other));
            }
        }
    }

    /** A path means the same installation only on the same node. */
    private void serverRoots(LocatedHost located) {
        LogicalHostConfig host = located.host();
        for (NodeConfig node : host.nodes()) {
            Optional<String> root = host.server().serverRoot().map(path -> node.name() + ":" + path);
            LogicalHostConfig other = root.isEmpty() ? null : roots.putIfAbsent(root.get(), host);
            if (other != null && !other.name().equals(host.name())) {
                inside(located, LogicalHostConfig.SERVER, ServerConfig.SERVER_ROOT)
                        .ifPresent(value -> value.problem(sameRoot(host, other)));
                return;
            }
        }
    }

    private static String sameRoot(LogicalHostConfig host, LogicalHostConfig other) {
        return other.server().instance().equals(host.server().instance())
                ? "is already the server root of " + other.name()
                : "has two instances, here and in " + other.name() + "; a server root has one";
    }

    /** Exactly one may restart: the cluster, or hamail by the commands of the profile. */
    private static void restarters(LocatedHost located, ProfileConfig profile) {
        boolean clustered = !(located.host().engine() instanceof EngineConfig.None);
        if (clustered && profile.restarts()) {
            String commands = "the start, stop or restart commands of the profile " + profile.name();
            String message =
                    "two would restart the service: the engine, and " + commands + "; remove these, or use kind: none";
            located.section().problem(LogicalHostConfig.ENGINE, message);
        } else if (!clustered && !profile.canRestart()) {
            String lacking = "the profile " + profile.name() + " has no commands for it";
            located.section().warn("nothing can restart the service: engine none, and " + lacking);
        }
    }

    private static void failover(LocatedHost located) {
        LogicalHostConfig host = located.host();
        boolean wanted = host.policy().settings().mode() == PolicyMode.FAILOVER;
        if (wanted && host.engine() instanceof EngineConfig.None) {
            String message = "engine none cannot fail over, it only restarts; use mode: restart-only";
            inside(located, LogicalHostConfig.POLICY, PolicyConfig.MODE).ifPresent(value -> value.warn(message));
        } else if (wanted && host.nodes().size() == 1) {
            located.section().warn("no second node to fail over to; add one, or use mode: restart-only");
        }
    }

    private static Optional<Value> inside(LocatedHost located, Key<Section> outer, Key<?> inner) {
        return located.section().get(outer).flatMap(section -> section.value(inner));
    }

    /** A logical host and where it stands in the file. */
    record LocatedHost(LogicalHostConfig host, Section section) {
        String name() {
            return host.name();
        }
    }
}
