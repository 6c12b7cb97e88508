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
            restarters(
                    located,
                    Optional.ofNullable(profiles.get(located.host().server().profile())));
            failover(located);
        }
    }

    /** Two services at one port of one address would be taken for each other. */
    private void addresses(LocatedHost located) {
        String address = located.host().address().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (address.isEmpty()) {
            return;
        }
        for (int port : ports(located.host().server().profile())) {
            String other =
                    addresses.putIfAbsent(address + " " + port, located.host().name());
            if (other != null) {
                located.section()
                        .value(LogicalHostConfig.ADDRESS)
                        .ifPresent(
                                value -> value.problem("address and port " + port + " are already used by " + other));
                return;
            }
        }
    }

    private List<Integer> ports(String name) {
        ProfileConfig profile = profiles.get(name);
        return profile == null
                ? BUILT_IN_PORTS
                : profile.daemons().values().stream()
                        .flatMap(daemon -> daemon.listener().stream())
                        .map(DaemonConfig.Listener::port)
                        .toList();
    }

    private void resources(LocatedHost located) {
        if (located.host().engine() instanceof EngineConfig.Pacemaker pacemaker) {
            String other =
                    resources.putIfAbsent(pacemaker.resource(), located.host().name());
            if (other != null && !pacemaker.resource().isEmpty()) {
                inside(located, LogicalHostConfig.ENGINE, EngineConfig.Pacemaker.RESOURCE)
                        .ifPresent(value -> value.problem("is already the resource of " + other));
            }
        }
    }

    /** A path means the same installation only on the same node. */
    private void serverRoots(LocatedHost located) {
        LogicalHostConfig host = located.host();
        if (host.server().serverRoot().isEmpty()) {
            return;
        }
        for (NodeConfig node : host.nodes()) {
            String root = node.name() + ":" + host.server().serverRoot().get();
            LogicalHostConfig other = roots.putIfAbsent(root, host);
            if (other != null && !other.name().equals(host.name())) {
                String message = other.server().instance().equals(host.server().instance())
                        ? "is already the server root of " + other.name()
                        : "has two instances, here and in " + other.name() + "; a server root has one";
                inside(located, LogicalHostConfig.SERVER, ServerConfig.SERVER_ROOT)
                        .ifPresent(value -> value.problem(message));
                return;
            }
        }
    }

    /** Exactly one may restart: the cluster, or hamail by the commands of the profile. */
    private static void restarters(LocatedHost located, Optional<ProfileConfig> profile) {
        boolean clustered = !(located.host().engine() instanceof EngineConfig.None);
        if (clustered && profile.isPresent() && profile.get().restarts()) {
            located.section()
                    .value(LogicalHostConfig.ENGINE)
                    .ifPresent(value -> value.problem(
                            "two would restart the service: the engine, and the start, stop or restart commands of the profile "
                                    + profile.get().name() + "; remove these, or use kind: none"));
        }
        if (!clustered && profile.isPresent() && !profile.get().canRestart()) {
            located.section()
                    .warn("nothing can restart the service: engine none, and the profile "
                            + profile.get().name() + " has no commands for it");
        }
    }

    private static void failover(LocatedHost located) {
        LogicalHostConfig host = located.host();
        if (host.policy().settings().mode() != PolicyMode.FAILOVER) {
            return;
        }
        Optional<Value> mode = inside(located, LogicalHostConfig.POLICY, PolicyConfig.MODE);
        if (host.engine() instanceof EngineConfig.None) {
            mode.ifPresent(
                    value -> value.warn("engine none cannot fail over, it only restarts; use mode: restart-only"));
        } else if (host.nodes().size() == 1) {
            located.section().warn("no second node to fail over to; add one, or use mode: restart-only");
        }
    }

    private static Optional<Value> inside(LocatedHost located, Key<Section> outer, Key<?> inner) {
        return located.section().get(outer).flatMap(section -> section.value(inner));
    }

    /** A logical host and where it stands in the file. */
    record LocatedHost(LogicalHostConfig host, Section section) {}
}
