package org.hamail.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hamail.config.yaml.Value;
import org.hamail.model.PolicyMode;

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

    static void check(List<HamailReader.Seat> seats, Map<String, ProfileConfig> profiles) {
        var conflicts = new Conflicts(profiles);
        for (HamailReader.Seat seat : seats) {
            conflicts.addresses(seat);
            conflicts.resources(seat);
            conflicts.serverRoots(seat);
            restarters(
                    seat, Optional.ofNullable(profiles.get(seat.host().server().profile())));
            failover(seat);
        }
    }

    /** Two services at one port of one address would be taken for each other. */
    private void addresses(HamailReader.Seat seat) {
        String address = seat.host().address().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (address.isEmpty()) {
            return;
        }
        for (int port : ports(seat.host().server().profile())) {
            String other =
                    addresses.putIfAbsent(address + " " + port, seat.host().name());
            if (other != null) {
                seat.section()
                        .get("address")
                        .ifPresent(value ->
                                value.problem("port " + port + " of this address is that of " + other + " already"));
                return;
            }
        }
    }

    private List<Integer> ports(String name) {
        ProfileConfig profile = profiles.get(name);
        return profile == null
                ? BUILT_IN_PORTS
                : profile.daemons().values().stream()
                        .flatMap(daemon -> daemon.port().stream())
                        .toList();
    }

    private void resources(HamailReader.Seat seat) {
        if (seat.host().engine() instanceof EngineConfig.Pacemaker pacemaker) {
            String other =
                    resources.putIfAbsent(pacemaker.resource(), seat.host().name());
            if (other != null && !pacemaker.resource().isEmpty()) {
                inside(seat, "engine", "resource")
                        .ifPresent(value -> value.problem("is the resource of " + other + " already"));
            }
        }
    }

    /** A path means the same installation only on the same node. */
    private void serverRoots(HamailReader.Seat seat) {
        LogicalHostConfig host = seat.host();
        if (host.server().serverRoot().isEmpty()) {
            return;
        }
        for (NodeConfig node : host.nodes()) {
            String root = node.name() + ":" + host.server().serverRoot().get();
            LogicalHostConfig other = roots.putIfAbsent(root, host);
            if (other != null && !other.name().equals(host.name())) {
                String message = other.server().instance().equals(host.server().instance())
                        ? "is the server root of " + other.name() + " already"
                        : "has two instances, here and in " + other.name() + "; a server root has one";
                inside(seat, "server", "server_root").ifPresent(value -> value.problem(message));
                return;
            }
        }
    }

    /** Exactly one may restart: the cluster, or hamail by the commands of the profile. */
    private static void restarters(HamailReader.Seat seat, Optional<ProfileConfig> profile) {
        boolean clustered = !(seat.host().engine() instanceof EngineConfig.None);
        if (clustered && profile.isPresent() && profile.get().restarts()) {
            seat.section()
                    .get("engine")
                    .ifPresent(value -> value.problem(
                            "two restarters: the engine, and the start, stop or restart commands of the profile "
                                    + profile.get().name() + "; these go with kind: none only"));
        }
        if (!clustered && profile.isPresent() && !profile.get().canRestart()) {
            seat.section()
                    .warn("nothing can restart the service: engine none, and the profile "
                            + profile.get().name() + " has no commands for it");
        }
    }

    private static void failover(HamailReader.Seat seat) {
        LogicalHostConfig host = seat.host();
        if (host.policy().mode() != PolicyMode.FAILOVER) {
            return;
        }
        Optional<Value> mode = inside(seat, "policy", "mode");
        if (host.engine() instanceof EngineConfig.None) {
            mode.ifPresent(value -> value.warn("the engine none cannot fail over, it only restarts"));
        } else if (host.nodes().size() == 1) {
            seat.section()
                    .warn("there is no second node to fail over to: "
                            + host.nodes().stream().map(NodeConfig::name).collect(Collectors.joining()));
        }
    }

    private static Optional<Value> inside(HamailReader.Seat seat, String outer, String inner) {
        return seat.section().get(outer).flatMap(Value::section).flatMap(section -> section.get(inner));
    }
}
