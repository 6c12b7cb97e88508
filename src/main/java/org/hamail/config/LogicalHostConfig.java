package org.hamail.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.ValueKind;
import org.hamail.config.yaml.YamlNode;
import org.hamail.model.Placeholders;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.PolicySettings.RestartScope;

/**
 * One logical host: an address with a mail service that moves between nodes.
 *
 * @param name fit to be the name of a directory
 * @param address host name or IP address, not that of any other logical host
 * @param nodes at least one, each with a name of its own
 * @param sanity what the monitoring host must reach before a failover; empty = not asked
 */
public record LogicalHostConfig(
        String name,
        String address,
        List<NodeConfig> nodes,
        ServerConfig server,
        EngineConfig engine,
        PolicyConfig policy,
        Optional<SanityConfig> sanity,
        Directories directories) {
    static final Keys KEYS = new Keys("a logical host, `logical_hosts.NAME`");
    static final Key<String> ADDRESS =
            KEYS.needed("address", Names.SERVER, "name or address that moves with the service; what is probed");
    private static final Key<List<Value>> NODES =
            KEYS.needed("nodes", ValueKind.items(), "the machines that may hold it");
    static final Key<Section> SERVER = KEYS.optional(
            "server", ValueKind.section(), ServerConfig.DEFAULT_PROFILE, "what kind of mail server it is");
    static final Key<Section> ENGINE =
            KEYS.optional("engine", ValueKind.section(), "none", "what restarts and moves it");
    static final Key<Section> POLICY =
            KEYS.optional("policy", ValueKind.section(), "the defaults below", "when to act, and how far to go");
    private static final Key<Section> SANITY = KEYS.optional(
            "sanity", ValueKind.section(), "not asked", "what the monitoring host must reach before it moves anything");
    private static final Key<Section> DIRECTORIES = KEYS.optional(
            "directories",
            ValueKind.section(),
            "none",
            "the LDAP directories behind the service: `config` and `user_group`");

    public LogicalHostConfig {
        nodes = List.copyOf(nodes);
    }

    /** What is known of it in commands that are its own or its profile's. */
    public Placeholders placeholders() {
        return Placeholders.none()
                .with(Placeholders.LOGICAL_HOST, name)
                .with(Placeholders.SERVER_ROOT, server.serverRoot().map(Path::toString))
                .with(Placeholders.INSTANCE, server.instance());
    }

    static LogicalHostConfig read(String name, Section keys, Profiles profiles) {
        ServerConfig server = server(keys, profiles.names());
        PolicyConfig policy = policy(keys, profiles.find(server.profile()));
        return keys.only(
                KEYS,
                new LogicalHostConfig(
                        name,
                        keys.get(ADDRESS).orElse(""),
                        nodes(keys.get(NODES).orElse(List.of())),
                        server,
                        engine(keys, policy.settings().mode()),
                        policy,
                        keys.get(SANITY).map(SanityConfig::read),
                        keys.get(DIRECTORIES).map(Directories::read).orElse(Directories.NONE)));
    }

    private static PolicyConfig policy(Section keys, Optional<ProfileConfig> profile) {
        RestartScope scope = profile.map(ProfileConfig::restartScope).orElse(RestartScope.INSTANCE);
        return PolicyConfig.read(keys.get(POLICY).orElse(Section.empty()), scope);
    }

    private static EngineConfig engine(Section keys, PolicyMode mode) {
        return keys.get(ENGINE).map(engine -> EngineConfig.read(engine, mode)).orElseGet(EngineConfig::unconfigured);
    }

    private static List<NodeConfig> nodes(List<Value> items) {
        var nodes = new ArrayList<NodeConfig>();
        var names = new HashSet<String>();
        for (Value item : items) {
            item.section().ifPresent(keys -> nodes.add(NodeConfig.read(keys, names)));
        }
        return nodes;
    }

    private static ServerConfig server(Section keys, List<String> profiles) {
        Optional<Value> value = keys.value(SERVER);
        if (value.isPresent() && value.get().node() instanceof YamlNode.Listing) {
            value.get().problem("a logical host has one server: more than one server root is not possible");
            return ServerConfig.DEFAULT;
        }
        return keys.get(SERVER)
                .map(section -> ServerConfig.read(section, profiles))
                .orElse(ServerConfig.DEFAULT);
    }
}
